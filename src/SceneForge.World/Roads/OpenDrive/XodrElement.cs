using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using SceneForge.Base.Input;

namespace SceneForge.World.Roads.OpenDrive;

/// <summary>An element of an OpenDRIVE file that knows its place, so that every complaint names it.</summary>
internal sealed class XodrElement(string file, XElement element, List<string> warnings)
{
    // Beyond this no road is meant; it also keeps every sum below finite.
    private const double MaxMagnitude = 1e8;

    /// <summary>Disorder up to this many metres is the rounding of whoever wrote the file.</summary>
    public const double Rounding = 1e-3;

    public string Name => element.Name.LocalName;

    public IEnumerable<XodrElement> Children(string name) =>
        element.Elements().Where(e => e.Name.LocalName == name).Select(e => new XodrElement(file, e, warnings));

    public IEnumerable<XodrElement> Children() => element.Elements().Select(e => new XodrElement(file, e, warnings));

    public XodrElement? Child(string name) => Children(name).FirstOrDefault();

    public XodrElement RequiredChild(string name) =>
        Child(name) ?? throw Error($"<{Name}> has no <{name}>.", $"Add a <{name}> element.");

    public string? Text(string attribute) => element.Attribute(attribute)?.Value;

    public string RequiredText(string attribute) =>
        Text(attribute) ?? throw Error($"<{Name}> has no attribute '{attribute}'.", $"Add {attribute}=\"...\".");

    public bool Has(string attribute) => element.Attribute(attribute) is not null;

    public double Number(string attribute)
    {
        _ = RequiredText(attribute);
        return Parse(attribute);
    }

    public double Number(string attribute, double fallback) => string.IsNullOrWhiteSpace(Text(attribute)) ? fallback : Parse(attribute);

    /// <summary>A number that is at least <paramref name="min"/>.</summary>
    public double NumberFrom(double min, string attribute)
    {
        double value = Number(attribute);
        if (value < min && value >= min - 1e-6)
        {
            Warn($"'{attribute}' is {Show(value)}; {Show(min)} is taken.");
            return min;
        }

        return value >= min
            ? value
            : throw ErrorAt(attribute, $"'{attribute}' is {Show(value)}, below {Show(min)}.", $"Give a value of at least {Show(min)}.");
    }

    public int Integer(string attribute)
    {
        string text = RequiredText(attribute);
        return int.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite,
            CultureInfo.InvariantCulture, out int value)
            && Math.Abs((long)value) < 100_000
            ? value
            : throw ErrorAt(attribute, $"'{attribute}' is '{text}', not an integer of a few digits.", "Write a whole number.");
    }

    public InputException Error(string message, string mend) => At(element, message, mend);

    public InputException ErrorAt(string attribute, string message, string mend) =>
        At((XObject?)element.Attribute(attribute) ?? element, message, mend);

    /// <summary>Notes something that is left out or bent; the file is still read.</summary>
    public void Warn(string message)
    {
        IXmlLineInfo line = element;
        warnings.Add($"{file}:{line.LineNumber}:{line.LinePosition}: {PathOf(element)}: {message}");
    }

    public static string Show(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private double Parse(string attribute)
    {
        string text = Text(attribute)!;
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) || !double.IsFinite(value))
        {
            throw ErrorAt(attribute, $"'{attribute}' is '{text}', not a finite number.", "Write a decimal number such as 12.5 or 1.25e1.");
        }

        return Math.Abs(value) <= MaxMagnitude
            ? value
            : throw ErrorAt(attribute, $"'{attribute}' is {Show(value)}, beyond {Show(MaxMagnitude)}.", "Give the value in metres, radians or 1/m.");
    }

    private InputException At(XObject place, string message, string mend)
    {
        IXmlLineInfo line = place;
        string path = PathOf(element) + (place is XAttribute a ? "/@" + a.Name.LocalName : "");
        return new InputException(new InputError(file, line.LineNumber, line.LinePosition, path, message, mend));
    }

    /// <summary>The element's XPath.</summary>
    private static string PathOf(XElement element)
    {
        string name = element.Name.LocalName;
        if (element.Parent is null)
        {
            return "/" + name;
        }

        int same = element.Parent.Elements().Count(e => e.Name.LocalName == name);
        int index = 1 + element.ElementsBeforeSelf().Count(e => e.Name.LocalName == name);
        return PathOf(element.Parent) + "/" + name + (same > 1 ? $"[{index.ToString(CultureInfo.InvariantCulture)}]" : "");
    }
}
