using SceneForge.Base.Input;
using SceneForge.Scenarios.Sampled;
using SceneForge.Scenarios.Values;

namespace SceneForge.Scenarios.Specs;

/// <summary>Reads a clause of "require".</summary>
internal static class RequirementReader
{
    public static Drawn<Requirement> Read(JsonNode node, SpecReading reading, int frameCount)
    {
        (string form, JsonNode body) = Form.Of(node, "distance", "time_to_collision", "visible_pixels");
        Drawn<Requirement> requirement = form == "visible_pixels"
            ? VisiblePixels(node.Pointer, body, reading, frameCount)
            : Between(node.Pointer, form, body, reading);
        body.Finish();
        return requirement;
    }

    private static Drawn<Requirement> Between(string pointer, string form, JsonNode node, SpecReading reading)
    {
        (string from, string to) = Form.Pair(node, reading);
        Moment at = ReadMoment(node.Find("at"), reading);
        Drawn<double> min = reading.Values.Number(node.Find("min"), 0, 1e6, absent: 0);
        Drawn<double> max = reading.Values.Number(node.Find("max"), 0, 1e6, absent: double.PositiveInfinity);
        NeedsBound(node);
        return form == "distance"
            ? draw => new Requirement.Distance(pointer, from, to, at, min(draw), max(draw))
            : draw => new Requirement.TimeToCollision(pointer, from, to, at, min(draw), max(draw));
    }

    private static Drawn<Requirement> VisiblePixels(string pointer, JsonNode node, SpecReading reading, int frameCount)
    {
        string actor = reading.Actor(node.Get("actor"));
        Drawn<string> camera = reading.OutsideName(node.Get("camera"), NameKind.Camera);
        Drawn<double> min = reading.Values.Number(node.Find("min"), 0, 1e9, absent: 0);
        Drawn<double> max = reading.Values.Number(node.Find("max"), 0, 1e9, absent: double.PositiveInfinity);
        NeedsBound(node);
        int first = node.Find("first_frame")?.AsInteger(0, frameCount - 1) ?? 0;
        int last = node.Find("last_frame")?.AsInteger(first, frameCount - 1) ?? frameCount - 1;
        int frames = node.Find("frames")?.AsInteger(1, last - first + 1) ?? 1;
        return draw => new Requirement.VisiblePixels(pointer, actor, camera(draw), min(draw), max(draw), frames, first, last);
    }

    private static void NeedsBound(JsonNode node)
    {
        JsonNode? min = node.Find("min");
        JsonNode? max = node.Find("max");
        if (min is null && max is null)
        {
            throw node.Fail("This clause bounds nothing.", "Give \"min\", \"max\", or both.");
        }

        if (min is { IsNumber: true } && max is { IsNumber: true } && min.AsNumber() > max.AsNumber())
        {
            throw node.Fail("\"min\" is above \"max\": nothing can satisfy this.", "Swap them.");
        }
    }

    private static Moment ReadMoment(JsonNode? node, SpecReading reading)
    {
        if (node is null || node.IsString)
        {
            return new Moment(null, (node?.AsChoice("all_frames", "any_frame") ?? "all_frames") == "all_frames");
        }

        Moment moment = new(reading.Event(node.Get("event")), false);
        node.Finish();
        return moment;
    }
}
