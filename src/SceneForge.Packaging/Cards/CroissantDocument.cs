using System.Globalization;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using SceneForge.Frames.Storage;
using SceneForge.Packaging.Formats;
using SceneForge.Packaging.Output;
using SceneForge.Packaging.Splits;
using SceneForge.Base.Input;

namespace SceneForge.Packaging.Cards;

/// <summary>
/// croissant.json: the package as MLCommons Croissant 1.1 with its RAI vocabulary. Lineage is PROV-O: the package comes of the dataset, which a
/// run made from the spec and its inputs, and of the review that ended in the certificate.
/// </summary>
internal sealed class CroissantDocument(PackagePlan plan, DataCard card, IReadOnlyList<WrittenFormat> formats)
{
    private const string DateOfNoClock = "1970-01-01";

    /// <param name="hashOf">SHA-256 of a file of the package.</param>
    public byte[] Write(Func<string, string> hashOf)
    {
        JArray distribution = [File(PackageLayout.SplitsFile, "application/json", "Which sequence is in which split", hashOf)];
        JArray records = [Classes(), SplitNames(), Sequences()];
        foreach ((IDatasetWriter writer, FileListHead format) in formats)
        {
            distribution.Add(File($"{format.Format}/{PackageLayout.FilesFile}", "application/jsonlines",
                $"Path, length and SHA-256 of every file of the format {format.Format}", hashOf));
            foreach (FileKind kind in writer.Kinds)
            {
                string id = $"{format.Format}-{kind.Name}";
                distribution.Add(new JObject
                {
                    ["@type"] = "cr:FileSet", ["@id"] = id, ["name"] = id, ["description"] = kind.What, ["encodingFormat"] = kind.MediaType,
                        ["includes"] = $"{format.Format}/{kind.Glob}",
                });
                if (kind.MediaType.StartsWith("image/", StringComparison.Ordinal))
                {
                    records.Add(Pictures(id, kind));
                }
            }
        }

        JObject document = new()
        {
            ["@context"] = Context(),
            ["@type"] = "sc:Dataset",
            ["conformsTo"] = new JArray("http://mlcommons.org/croissant/1.1", "http://mlcommons.org/croissant/RAI/1.0"),
            ["name"] = plan.Source.Dataset.Scenario,
            ["description"] =
                $"Synthetic frames of the scenario {plan.Source.Dataset.Scenario} with exact labels, made by SceneForge; {plan.Review.Summary}.",
            ["version"] = plan.ToolVersion,
            ["license"] = plan.License,
            ["citeAs"] = $"SceneForge dataset {plan.Source.Dataset.Scenario}, root hash {plan.Source.RootHash}",
            ["url"] = plan.Options.GetValueOrDefault(Publication.Url, $"urn:sha256:{plan.Source.RootHash}"),
            ["creator"] = new JObject { ["@type"] = "sc:Organization",
                ["name"] = plan.Options.GetValueOrDefault(Publication.Creator, "not stated") },
            ["datePublished"] = plan.Options.GetValueOrDefault(Publication.Published, DateOfNoClock),
            ["isLiveDataset"] = false,
            ["keywords"] = new JArray((string[])["synthetic", "perception", "autonomous driving", .. formats.Select(f => f.Writer.Name)]),
            ["digitalSourceType"] = SyntheticMark.SourceType,
            ["rai:dataCollection"] =
                "Simulated and rendered; nothing was recorded. Labels follow from the geometry that each pixel and each beam met.",
            ["rai:dataCollectionType"] = "Synthetic data",
            ["rai:dataUseCases"] = card.IntendedUse(),
            ["rai:dataLimitations"] = new JArray(card.Limitations()),
            ["rai:personalSensitiveInformation"] = "None: all people are made by formula.",
        };
        foreach (JProperty property in Lineage())
        {
            document.Add(property);
        }

        document["distribution"] = distribution;
        document["recordSet"] = records;
        return Encoding.UTF8.GetBytes(document.ToString(Formatting.Indented).ReplaceLineEndings("\n") + "\n");
    }

    private IEnumerable<JProperty> Lineage()
    {
        DatasetReader dataset = plan.Source.Dataset;
        string root = $"urn:sha256:{plan.Source.RootHash}";
        JObject[] inputs =
        [
            Entity($"urn:sha256:{dataset.SpecHash}", $"scenario spec {dataset.Scenario}"),
            .. dataset.Inputs.Where(i => i.Value != dataset.SpecHash).Select(i => Entity($"urn:sha256:{i.Value}", i.Key)),
        ];
        JObject run = new()
        {
            ["@type"] = "prov:Activity",
            ["@id"] = "#generation",
            ["prov:label"] = string.Create(CultureInfo.InvariantCulture, $"sceneforge run, seed {dataset.Seed}, {dataset.Renderer}"),
            ["prov:used"] = new JArray(inputs.Cast<object>()),
            ["prov:wasAssociatedWith"] = new JObject { ["@type"] = "prov:SoftwareAgent", ["@id"] = "#sceneforge",
                ["prov:label"] = $"SceneForge {dataset.ToolVersion}" },
        };
        JObject frames = Entity(root, "dataset, named by its root hash");
        frames["prov:wasGeneratedBy"] = run;
        yield return new JProperty("prov:wasDerivedFrom", frames);
        JArray activities = [new JObject { ["@type"] = "prov:Activity", ["@id"] = "#packaging",
            ["prov:label"] = $"sceneforge package, plan {plan.Sha256}", ["prov:wasAssociatedWith"] = new JObject { ["@id"] = "#sceneforge" } }];
        if (!plan.Review.IsUnreviewed)
        {
            JsonNode body = JsonFile.Parse(PackageLayout.CertificateFile, plan.Review.Certificate.ToArray(), JsonLimits.Stored).Get("body");
            IEnumerable<string> people = body.Get("log").Items().Select(line => JObject.Parse(line.AsString()))
                .Select(line => line.SelectToken("..reviewer")?.ToString()).OfType<string>().Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal);
            JObject certificate = Entity($"urn:sha256:{plan.Review.CertificateHash}", PackageLayout.CertificateFile);
            activities.Add(new JObject
            {
                ["@type"] = "prov:Activity",
                ["@id"] = "#review",
                ["prov:label"] = $"review at the gate: {plan.Review.Summary}",
                ["prov:used"] = new JObject { ["@id"] = root },
                ["prov:generated"] = certificate,
                ["prov:wasAssociatedWith"] = new JArray(people.Select(p => new JObject { ["@type"] = "prov:Person", ["prov:label"] = p })),
            });
        }

        yield return new JProperty("prov:wasGeneratedBy", activities);
    }

    private static JObject Entity(string id, string label) => new() { ["@type"] = "prov:Entity", ["@id"] = id, ["prov:label"] = label };

    private static JObject File(string path, string mediaType, string what, Func<string, string> hashOf) => new()
    {
        ["@type"] = "cr:FileObject", ["@id"] = path, ["name"] = path, ["description"] = what, ["contentUrl"] = path, ["encodingFormat"] = mediaType,
            ["sha256"] = hashOf(path),
    };

    private JObject Classes() => Inline(
        "classes",
        "The dataset's classes",
        "sc:Enumeration",
        [("id", "sc:Integer"), ("name", "sc:Text"), ("thing", "sc:Boolean"), ("color", "sc:Text")],
        plan.Source.Dataset.Classes.Select(c => new object[] { c.Id, c.Name, c.IsThing, c.Color }));

    private static JObject SplitNames() => Inline(
        "splits", "Splits, by sequence", "cr:Split", [("name", "sc:Text"), ("url", "sc:URL")],
            [["train", "cr:TrainingSplit"], ["val", "cr:ValidationSplit"], ["test", "cr:TestSplit"]]);

    /// <param name="type">What the records are, or null.</param>
    private static JObject Inline(string id, string what, string? type, (string Name, string Type)[] fields, IEnumerable<object[]> rows)
    {
        JObject records = new() { ["@type"] = "cr:RecordSet", ["@id"] = id, ["name"] = id, ["description"] = what };
        if (type is not null)
        {
            records["dataType"] = type;
        }

        records["key"] = new JObject { ["@id"] = $"{id}/{fields[0].Name}" };
        records["field"] = new JArray(fields.Select(f => new JObject { ["@type"] = "cr:Field", ["@id"] = $"{id}/{f.Name}", ["name"] = f.Name,
            ["dataType"] = f.Type }));
        records["data"] = new JArray(rows.Select(row => new JObject(fields.Select((f, i) => new JProperty($"{id}/{f.Name}", row[i])))));
        return records;
    }

    private JObject Sequences()
    {
        JObject records = Inline("sequences", "Which sequence is in which split", null, [("sequence", "sc:Integer"), ("split", "sc:Text")],
            plan.Splits.BySequence.Select(s => new object[] { s.Key, s.Value }));
        records["field"]![1]!["references"] = new JObject { ["field"] = new JObject { ["@id"] = "splits/name" } };
        return records;
    }

    private static JObject Pictures(string fileSet, FileKind kind)
    {
        JObject Source(string property) =>
            new() { ["fileSet"] = new JObject { ["@id"] = fileSet }, ["extract"] = new JObject { ["fileProperty"] = property } };
        string id = $"{fileSet}-records";
        return new JObject
        {
            ["@type"] = "cr:RecordSet",
            ["@id"] = id,
            ["name"] = id,
            ["description"] = kind.What,
            ["field"] = new JArray(
                new JObject { ["@type"] = "cr:Field", ["@id"] = $"{id}/image", ["name"] = "image", ["dataType"] = "sc:ImageObject",
                    ["source"] = Source("content") },
                new JObject { ["@type"] = "cr:Field", ["@id"] = $"{id}/path", ["name"] = "path", ["dataType"] = "sc:Text",
                    ["source"] = Source("fullpath") }),
        };
    }

    private static JObject Context()
    {
        JObject context = new() { ["@language"] = "en", ["@vocab"] = "https://schema.org/", ["sc"] = "https://schema.org/",
            ["cr"] = "http://mlcommons.org/croissant/", ["rai"] = "http://mlcommons.org/croissant/RAI/", ["dct"] = "http://purl.org/dc/terms/",
            ["prov"] = "http://www.w3.org/ns/prov#" };
        foreach (string term in (string[])["arrayShape", "citeAs", "column", "containedIn", "equivalentProperty", "extract", "field", "fileProperty",
            "fileObject", "fileSet", "format", "includes", "isArray", "isLiveDataset", "jsonPath", "key", "md5", "parentField", "path", "recordSet",
            "references", "regex", "repeated", "replace", "samplingRate", "separator", "source", "subField", "transform"])
        {
            context[term] = "cr:" + term;
        }

        context["conformsTo"] = "dct:conformsTo";
        context["data"] = new JObject { ["@id"] = "cr:data", ["@type"] = "@json" };
        context["dataType"] = new JObject { ["@id"] = "cr:dataType", ["@type"] = "@vocab" };
        context["examples"] = new JObject { ["@id"] = "cr:examples", ["@type"] = "@json" };
        context["description"] = new JObject { ["@container"] = "@language" };
        context["name"] = new JObject { ["@container"] = "@language" };
        return context;
    }
}
