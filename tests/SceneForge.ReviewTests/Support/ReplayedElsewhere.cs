using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace SceneForge.ReviewTests.Support;

/// <summary>Reads an export with nothing of the product's code: by docs/review.md alone.</summary>
internal static class ReplayedElsewhere
{
    /// <summary>The last standing verdict of each frame, as <c>frame:verdict</c>, in order of the frames' first event.</summary>
    public static string[] State(IEnumerable<string> lines)
    {
        JsonNode[] events = [.. lines.Select(l => JsonNode.Parse(l)!)];
        HashSet<long> undone = [.. events.Where(e => (string)e["kind"]! == "undo").Select(e => (long)e["act"]!["of"]!)];
        return [.. events.Select(e => (string)e["subject"]!).Distinct().Select(s =>
            $"{s}:{events.LastOrDefault(e => (string)e["subject"]! == s && (string)e["kind"]! == "verdict"
                && !undone.Contains((long)e["number"]!))?["act"]!["verdict"]}")];
    }

    public static bool ChainHolds(IEnumerable<string> lines)
    {
        string previous = new('0', 64);
        int number = 0;
        foreach (JsonNode e in lines.Select(l => JsonNode.Parse(l)!))
        {
            using MemoryStream bytes = new();
            foreach (string field in (string[])["number", "subject", "subject_sha256", "kind", "person", "time", "body", "previous_hash"])
            {
                byte[] text = Encoding.UTF8.GetBytes(e[field]!.ToString());
                byte[] length = new byte[4];
                BinaryPrimitives.WriteInt32BigEndian(length, text.Length);
                bytes.Write(length);
                bytes.Write(text);
            }

            string hash = Convert.ToHexStringLower(SHA256.HashData(bytes.ToArray()));
            if ((long)e["number"]! != ++number || (string)e["previous_hash"]! != previous || (string)e["hash"]! != hash)
            {
                return false;
            }

            previous = hash;
        }

        return number > 0;
    }
}
