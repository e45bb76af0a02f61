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
        json.Place("start", actor.Start);
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
            if (step.Trigger is { } trigger)
            {
                json.Object("when", () => trigger.Write(json));
            }

            json.Object("do", () => step.Action.Write(json));
        });
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
