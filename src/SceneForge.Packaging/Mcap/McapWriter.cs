using SceneForge.Frames.Png;

namespace SceneForge.Packaging.Mcap;

/// <summary>
/// Writes an MCAP file (mcap.dev, version 0): uncompressed chunks with message indices, then a summary with schemas, channels, statistics and
/// indices, all under checksums. The bytes depend on the calls alone; memory holds one chunk and its index.
/// </summary>
public sealed class McapWriter
{
    /// <summary>A chunk is closed when it has grown beyond this, bytes: small enough for a viewer to load at once.</summary>
    private const int ChunkBytes = 4 << 20;

    private readonly Stream _stream;
    private readonly List<Action<McapRecord>> _schemas = [];
    private readonly List<Action<McapRecord>> _channels = [];
    private readonly List<Action<McapRecord>> _chunkIndices = [];
    private readonly List<Action<McapRecord>> _metadataIndices = [];
    private readonly McapRecord _record = new();
    private readonly McapRecord _chunk = new();
    private readonly SortedDictionary<int, List<(long Time, long Offset)>> _index = [];
    private readonly SortedDictionary<int, long> _counts = [];
    private long _at;
    private uint _crc;
    private TimeSpan64 _chunkSpan;
    private TimeSpan64 _fileSpan;

    /// <param name="stream">Takes the file from its current place on; stays open.</param>
    /// <param name="library">Name and version of the writing program.</param>
    /// <param name="profile">Name of what is agreed on beyond the format: <c>ros2</c>; empty: nothing.</param>
    public McapWriter(Stream stream, string library, string profile = "")
    {
        _stream = stream;
        Put(Magic);
        _record.Begin(McapOp.Header).Text(profile).Text(library).End();
        PutRecord();
    }

    private static ReadOnlySpan<byte> Magic => [0x89, (byte)'M', (byte)'C', (byte)'A', (byte)'P', (byte)'0', (byte)'\r', (byte)'\n'];

    /// <summary>Adds a JSON Schema; returns its id.</summary>
    public int AddSchema(string name, string jsonSchema) => AddSchema(name, "jsonschema", jsonSchema);

    /// <summary>Adds what messages are; returns its id.</summary>
    /// <param name="encoding">Of the text, as mcap.dev's registry names it: <c>jsonschema</c>, <c>ros2msg</c>.</param>
    public int AddSchema(string name, string encoding, string text)
    {
        int id = _schemas.Count + 1;
        _schemas.Add(w => w.Begin(McapOp.Schema).U16(id).Text(name).Text(encoding).Text(text).End());
        _schemas[^1](_record);
        PutRecord();
        return id;
    }

    /// <summary>Adds a channel of JSON messages; returns its id.</summary>
    public int AddChannel(int schema, string topic) => AddChannel(schema, topic, "json", []);

    /// <summary>Adds a channel; returns its id.</summary>
    /// <param name="encoding">Of its messages, as mcap.dev's registry names it: <c>json</c>, <c>cdr</c>.</param>
    public int AddChannel(int schema, string topic, string encoding, KeyValuePair<string, string>[] metadata)
    {
        int id = _channels.Count;
        _channels.Add(w => w.Begin(McapOp.Channel).U16(id).U16(schema).Text(topic).Text(encoding).Map(metadata).End());
        _channels[^1](_record);
        PutRecord();
        _counts.Add(id, 0);
        return id;
    }

    /// <summary>Adds a table of names and values.</summary>
    public void AddMetadata(string name, IEnumerable<KeyValuePair<string, string>> values)
    {
        FlushChunk();
        long start = _at;
        _record.Begin(McapOp.Metadata).Text(name).Map(values).End();
        PutRecord();
        long length = _at - start;
        _metadataIndices.Add(w => w.Begin(McapOp.MetadataIndex).U64(start).U64(length).Text(name).End());
    }

    /// <param name="timeNs">Both the log time and the publish time.</param>
    /// <param name="message">In the channel's encoding.</param>
    public void AddMessage(int channel, long timeNs, ReadOnlySpan<byte> message)
    {
        if (!_index.TryGetValue(channel, out List<(long, long)>? entries))
        {
            _index.Add(channel, entries = []);
        }

        entries.Add((timeNs, _chunk.Length));
        _chunk.Begin(McapOp.Message).U16(channel).U32((uint)_counts[channel]).U64(timeNs).U64(timeNs).EndBefore(message.Length);
        _counts[channel]++;
        _chunkSpan = _chunkSpan.With(timeNs);
        _fileSpan = _fileSpan.With(timeNs);
        if (_chunk.Length + message.Length < ChunkBytes)
        {
            _chunk.Raw(message);
        }
        else
        {
            // What fills the chunk need not be copied into it: most often it is large.
            FlushChunk(message);
        }
    }

    /// <summary>Ends the file.</summary>
    public void Finish()
    {
        FlushChunk();
        _record.Begin(McapOp.DataEnd).U32(_crc).End();
        PutRecord();

        long summary = _at;
        _crc = 0;
        List<(McapOp Op, long Start, long Length)> groups = [];
        Group(McapOp.Schema, _schemas);
        Group(McapOp.Channel, _channels);
        Group(McapOp.Statistics, [Statistics]);
        Group(McapOp.MetadataIndex, _metadataIndices);
        Group(McapOp.ChunkIndex, _chunkIndices);
        long offsets = _at;
        foreach ((McapOp op, long start, long length) in groups)
        {
            _record.Begin(McapOp.SummaryOffset).U8((byte)op).U64(start).U64(length).End();
            PutRecord();
        }

        // The checksum of the summary covers the footer up to itself.
        _record.Begin(McapOp.Footer).U64(summary).U64(offsets).U32(0).End();
        uint crc = Crc32.Append(_crc, _record.Bytes[..^sizeof(uint)]);
        _record.Clear();
        _record.Begin(McapOp.Footer).U64(summary).U64(offsets).U32(crc).End();
        PutRecord();
        Put(Magic);

        void Group(McapOp op, List<Action<McapRecord>> records)
        {
            long start = _at;
            foreach (Action<McapRecord> write in records)
            {
                write(_record);
                PutRecord();
            }

            if (records.Count > 0)
            {
                groups.Add((op, start, _at - start));
            }
        }
    }

    private void Statistics(McapRecord w) => w.Begin(McapOp.Statistics)
        .U64(_counts.Values.Sum()).U16(_schemas.Count).U32((uint)_channels.Count).U32(0).U32((uint)_metadataIndices.Count)
            .U32((uint)_chunkIndices.Count)
        .U64(_fileSpan.First).U64(_fileSpan.Last).Counted(_counts, (r, c) => r.U16(c.Key).U64(c.Value)).End();

    /// <param name="rest">What stands behind the chunk's last bytes.</param>
    private void FlushChunk(ReadOnlySpan<byte> rest = default)
    {
        if (_chunk.Length == 0)
        {
            return;
        }

        long start = _at;
        int size = checked(_chunk.Length + rest.Length);
        uint crc = Crc32.Append(Crc32.Append(0, _chunk.Bytes), rest);
        TimeSpan64 span = _chunkSpan;
        _record.Begin(McapOp.Chunk).U64(span.First).U64(span.Last).U64(size).U32(crc).Text("").U64(size).EndBefore(size);
        PutRecord();
        Put(_chunk.Bytes);
        Put(rest);
        long indices = _at;
        List<(int Channel, long Offset)> places = [];
        foreach ((int channel, List<(long Time, long Offset)> entries) in _index)
        {
            places.Add((channel, _at));
            _record.Begin(McapOp.MessageIndex).U16(channel).Counted(entries, (w, e) => w.U64(e.Time).U64(e.Offset)).End();
            PutRecord();
        }

        long end = _at;
        _chunkIndices.Add(w => w.Begin(McapOp.ChunkIndex).U64(span.First).U64(span.Last).U64(start).U64(indices - start)
            .Counted(places, (r, p) => r.U16(p.Channel).U64(p.Offset)).U64(end - indices).Text("").U64(size).U64(size).End());
        _chunk.Clear();
        _index.Clear();
        _chunkSpan = default;
    }

    private void PutRecord()
    {
        Put(_record.Bytes);
        _record.Clear();
    }

    private void Put(ReadOnlySpan<byte> bytes)
    {
        _stream.Write(bytes);
        _crc = Crc32.Append(_crc, bytes);
        _at += bytes.Length;
    }

    /// <summary>First and last log time, nanoseconds; both 0 where there is no message.</summary>
    private readonly record struct TimeSpan64(bool Any, long First, long Last)
    {
        public TimeSpan64 With(long time) =>
            Any ? new TimeSpan64(true, Math.Min(First, time), Math.Max(Last, time)) : new TimeSpan64(true, time, time);
    }
}
