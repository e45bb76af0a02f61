namespace SceneForge.Scenarios.Sampled;

/// <summary>Writes places as specs do.</summary>
internal static class PlaceWriter
{
    public static void Write(JsonMembers json, Place place)
    {
        double heading;
        switch (place)
        {
            case Place.OnLane lane:
                json.Text("road", lane.Road);
                json.Number("lane", lane.Lane);
                json.Number("s", lane.S);
                json.Number("offset", lane.Offset);
                heading = lane.Heading;
                break;
            case Place.Beside beside:
                json.Text("beside", beside.Actor);
                json.Number("ahead", beside.Ahead);
                json.Number("left", beside.Left);
                heading = beside.Heading;
                break;
            case Place.BesideRoad side:
                json.Text("road", side.Road);
                json.Text("side", side.Left ? "left" : "right");
                json.Number("s", side.S);
                json.Number("distance", side.Distance);
                heading = side.Heading;
                break;
            case Place.OnThing on:
                json.Text("on", on.Thing);
                json.Number("ahead", on.Ahead);
                json.Number("left", on.Left);
                if (on.Up is { } up)
                {
                    json.Number("up", up);
                }

                heading = on.Heading;
                break;
            case Place.InWorld world:
                json.Number("x", world.X);
                json.Number("y", world.Y);
                if (world.Z is { } z)
                {
                    json.Number("z", z);
                }

                heading = world.Heading;
                break;
            default:
                throw new ArgumentException($"No JSON form for {place.GetType().Name}.", nameof(place));
        }

        json.Number("heading", heading);
    }
}
