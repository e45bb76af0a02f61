using System.Text;
using System.Xml;
using System.Xml.Linq;
using SceneForge.Base.Input;

namespace SceneForge.World.Roads.OpenDrive;

/// <summary>Opens an OpenDRIVE file as XML: no DTD, no outside entities, bounded size and depth.</summary>
internal static class XodrFile
{
    private const long MaxCharacters = 256L << 20;
    private const int MaxDepth = 64;

    /// <exception cref="InputException">The file is missing or not XML.</exception>
    public static XElement Load(string path)
    {
        if (!File.Exists(path))
        {
            throw new InputException(new InputError(path, 0, 0, "", "The file does not exist.", "Check the path."));
        }

        XmlReaderSettings settings = new()
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = MaxCharacters,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
        };
        try
        {
            CheckDepth(path, settings);
            using FileStream stream = File.OpenRead(path);
            using XmlReader reader = XmlReader.Create(stream, settings);
            return XDocument.Load(reader, LoadOptions.SetLineInfo).Root!;
        }
        catch (XmlException e)
        {
            // A DTD is refused before any place is known.
            throw new InputException(new InputError(
                path, Math.Max(1, e.LineNumber), Math.Max(1, e.LinePosition), "", e.Message,
                    "Correct the XML here, without a DOCTYPE; is the file complete?"));
        }
        catch (DecoderFallbackException e)
        {
            throw new InputException(new InputError(path, 0, 0, "", e.Message, "Save the file as UTF-8."));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException(new InputError(path, 0, 0, "", e.Message, "Make the file readable."));
        }
    }

    // A document nested a million deep would overflow the stack of whoever walks it.
    private static void CheckDepth(string path, XmlReaderSettings settings)
    {
        using FileStream stream = File.OpenRead(path);
        using XmlReader reader = XmlReader.Create(stream, settings);
        while (reader.Read())
        {
            if (reader.Depth > MaxDepth)
            {
                IXmlLineInfo line = (IXmlLineInfo)reader;
                throw new InputException(new InputError(
                    path, line.LineNumber, line.LinePosition, "", $"Elements are nested deeper than {MaxDepth}.", "Is this an OpenDRIVE file?"));
            }
        }
    }
}
