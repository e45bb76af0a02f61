using SceneForge.Base.Input;

namespace SceneForge.Gltf.Checking;

/// <summary>Cameras have one of the two projections (glTF 2.0, 3.10).</summary>
internal static class CameraCheck
{
    public static void Check(JsonNode camera)
    {
        string type = camera.Get("type").AsChoice("perspective", "orthographic");
        JsonNode projection = camera.Get(type);
        string other = type == "perspective" ? "orthographic" : "perspective";
        if (camera.Find(other) is not null)
        {
            throw camera.Fail($"A {type} camera has no member \"{other}\".", "Remove one of the two.");
        }

        JsonNode near = projection.Get("znear");
        double? far = projection.Find("zfar")?.AsNumber();
        if (type == "perspective")
        {
            Positive(projection.Get("yfov"));
            Positive(near);
            if (projection.Find("aspectRatio") is { } ratio)
            {
                Positive(ratio);
            }
        }
        else
        {
            NotZero(projection.Get("xmag"));
            NotZero(projection.Get("ymag"));
            _ = near.AsNumber(0);
            far = projection.Get("zfar").AsNumber();
        }

        if (far <= near.AsNumber())
        {
            throw projection.Fail("The far plane does not lie beyond the near one.", "Make \"zfar\" greater than \"znear\".");
        }
    }

    private static void Positive(JsonNode node)
    {
        if (node.AsNumber() <= 0)
        {
            throw node.Fail("Expected a number above 0.", "Export the file again.");
        }
    }

    private static void NotZero(JsonNode node)
    {
        if (node.AsNumber() == 0)
        {
            throw node.Fail("A picture without extent shows nothing.", "Give a number other than 0.");
        }
    }
}
