using System.Globalization;
using Newtonsoft.Json;

namespace SceneForge.Scenarios.Sampled;

/// <summary>
/// Writes a concrete scenario as JSON in the words of the spec: UTF-8 text, two spaces of indentation, line feeds, members in a
/// fixed order, shortest digits that give the same number back. The same scenario gives the same bytes everywhere.
/// </summary>
public static class SampledScenarioWriter
{
    /// <summary>The JSON text, ending in a line feed.</summary>
    public static string Write(SampledScenario scenario)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        using StringWriter text = new(CultureInfo.InvariantCulture) { NewLine = "\n" };
        using (JsonTextWriter json = new(text) { Formatting = Formatting.Indented, Culture = CultureInfo.InvariantCulture, CloseOutput = false })
        {
            JsonMembers members = new(json);
            members.Object(null, () => WriteScenario(members, scenario));
        }

        text.Write('\n');
        return text.ToString();
    }

    private static void WriteScenario(JsonMembers json, SampledScenario s)
    {
        json.Text("name", s.Name);
        json.Text("spec_sha256", s.SpecHash);
        json.Number("seed", s.Seed);
        json.Number("variation", s.Variation);
        json.Number("attempt", s.Attempt);
        json.Text("scene", s.Scene);
        json.Text("rig", s.Rig);
        json.Number("duration", s.Duration);
        json.Number("step", s.Step);
        json.Object("frames", () =>
        {
            json.Number("count", s.Frames.Count);
            json.Number("period", s.Frames.Period);
            json.Text("event", s.Frames.Event);
            json.Number("offset", s.Frames.Offset);
        });
        json.Object("conditions", () => WriteConditions(json, s.Conditions));
        json.Array("actors", s.Actors, actor => WriteActor(json, actor));
        json.Array("require", s.Requirements, requirement => WriteRequirement(json, requirement));
        json.Object("drawn", () =>
        {
            foreach ((string pointer, SampledValue value) in s.Values)
            {
                if (value.Word is { } word)
                {
                    json.Text(pointer, word);
                }
                else
                {
                    json.Number(pointer, value.Number!.Value);
                }
            }
        });
    }

    private static void WriteConditions(JsonMembers json, Conditions c)
    {
        json.Text("local_time", c.LocalTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffzzz", CultureInfo.InvariantCulture));
        json.Number("latitude", c.Latitude);
        json.Number("longitude", c.Longitude);
        json.Number("cloud_cover", c.CloudCover);
        json.Number("turbidity", c.Turbidity);
        json.Number("visibility", c.Visibility);
        json.Number("rain_rate", c.RainRate);
        json.Number("wetness", c.Wetness);
        if (c.SnowRate > 0 || c.SnowCover > 0)
        {
            json.Number("snow_rate", c.SnowRate);
            json.Number("snow_cover", c.SnowCover);
        }

        json.Flag("street_lamps", c.StreetLamps);
        json.Flag("head_lamps", c.HeadLamps);
    }

    private static void WriteActor(JsonMembers json, SampledActor actor)
    {
        json.Number("id", actor.Id);
        json.Text("name", actor.Name);
        json.Text("asset", actor.Asset);
        json.Number("height", actor.Height);
        json.Text("color", actor.Color);
        json.Object("start", () => WritePlace(json, actor.Start));
        json.Number("speed", actor.Speed);
        if (!actor.Lamps.IsEmpty)
        {
            json.Object("lamps", () =>
            {
                foreach ((string name, bool on) in actor.Lamps)
                {
                    json.Flag(name, on);
                }
            });
        }

        json.Array("behaviour", actor.Steps, step =>
        {
            json.Text("name", step.Name);
            if (step.Trigger is not Trigger.Immediately)
            {
                json.Object("when", () => WriteTrigger(json, step.Trigger));
            }

            json.Object("do", () => WriteAction(json, step.Action));
        });
    }

    private static void WritePlace(JsonMembers json, Place place)
    {
        double heading;
        switch (place)
        {
            case Place.OnLane on:
                json.Text("road", on.Road);
                json.Number("lane", on.Lane);
                json.Number("s", on.S);
                json.Number("offset", on.Offset);
                heading = on.Heading;
                break;
            case Place.Beside beside:
                json.Text("beside", beside.Actor);
                json.Number("ahead", beside.Ahead);
                json.Number("left", beside.Left);
                heading = beside.Heading;
                break;
            case Place.InWorld world:
                json.Number("x", world.X);
                json.Number("y", world.Y);
                heading = world.Heading;
                break;
            default:
                throw new ArgumentException($"No JSON form for {place.GetType().Name}.", nameof(place));
        }

        json.Number("heading", heading);
    }

    private static void WriteTrigger(JsonMembers json, Trigger trigger)
    {
        switch (trigger)
        {
            case Trigger.AtTime at:
                json.Number("time", at.Seconds);
                break;
            case Trigger.Distance distance:
                json.Object("distance", () => WritePair(json, distance.From, distance.To, distance.Metres));
                break;
            case Trigger.TimeToCollision time:
                json.Object("time_to_collision", () => WritePair(json, time.From, time.To, time.Seconds));
                break;
            case Trigger.Reach reach:
                json.Object("reach", () =>
                {
                    json.Text("actor", reach.Actor);
                    json.Object("place", () => WritePlace(json, reach.Place));
                    json.Number("radius", reach.Radius);
                });
                break;
            default:
                throw new ArgumentException($"No JSON form for {trigger.GetType().Name}.", nameof(trigger));
        }
    }

    private static void WritePair(JsonMembers json, string from, string to, double below)
    {
        json.Text("from", from);
        json.Text("to", to);
        json.Number("below", below);
    }

    private static void WriteAction(JsonMembers json, BehaviourAction action)
    {
        switch (action)
        {
            case BehaviourAction.Stand:
                json.Object("stand", () => { });
                break;
            case BehaviourAction.FollowLane a:
                json.Numbers("follow_lane", ("desired_speed", a.DesiredSpeed), ("time_headway", a.TimeHeadway), ("minimum_gap", a.MinimumGap),
                    ("acceleration", a.Acceleration), ("comfortable_deceleration", a.ComfortableDeceleration));
                break;
            case BehaviourAction.DriveProfile a:
                json.Object("drive_profile", () => json.Array("points", a.Points, point =>
                {
                    json.Number("time", point.Time);
                    json.Number("speed", point.Speed);
                }));
                break;
            case BehaviourAction.ChangeLane a:
                json.Numbers("change_lane", ("lanes", a.Lanes), ("duration", a.Duration));
                break;
            case BehaviourAction.Brake a:
                json.Numbers("brake", ("reaction_time", a.ReactionTime), ("deceleration", a.Deceleration));
                break;
            case BehaviourAction.FollowPath a:
                json.Object("follow_path", () =>
                {
                    json.Array("points", a.Points, point => WritePlace(json, point));
                    json.Number("speed", a.Speed);
                    json.Number("acceleration", a.Acceleration);
                });
                break;
            case BehaviourAction.Cross a:
                json.Numbers("cross", ("heading", a.Heading), ("distance", a.Distance), ("speed", a.Speed), ("acceleration", a.Acceleration));
                break;
            default:
                throw new ArgumentException($"No JSON form for {action.GetType().Name}.", nameof(action));
        }
    }

    private static void WriteRequirement(JsonMembers json, Requirement requirement)
    {
        json.Text("pointer", requirement.Pointer);
        switch (requirement)
        {
            case Requirement.Distance r:
                json.Object("distance", () => WriteBounds(json, r.From, r.To, r.At, r.Min, r.Max));
                break;
            case Requirement.TimeToCollision r:
                json.Object("time_to_collision", () => WriteBounds(json, r.From, r.To, r.At, r.Min, r.Max));
                break;
            case Requirement.VisiblePixels r:
                json.Object("visible_pixels", () =>
                {
                    json.Text("actor", r.Actor);
                    json.Text("camera", r.Camera);
                    json.Number("min", r.MinPixels);
                    json.Number("max", r.MaxPixels);
                    json.Number("frames", r.Frames);
                    json.Number("first_frame", r.FirstFrame);
                    json.Number("last_frame", r.LastFrame);
                });
                break;
            default:
                throw new ArgumentException($"No JSON form for {requirement.GetType().Name}.", nameof(requirement));
        }
    }

    private static void WriteBounds(JsonMembers json, string from, string to, Moment at, double min, double max)
    {
        json.Text("from", from);
        json.Text("to", to);
        if (at.Event is null)
        {
            json.Text("at", at.Always ? "all_frames" : "any_frame");
        }
        else
        {
            json.Object("at", () => json.Text("event", at.Event));
        }

        json.Number("min", min);
        json.Number("max", max);
    }
}
