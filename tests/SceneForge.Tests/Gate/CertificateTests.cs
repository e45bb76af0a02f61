using System.Diagnostics;
using System.Globalization;
using System.Text;
using Newtonsoft.Json.Linq;
using SceneForge.Quality.Decisions;
using SceneForge.Quality.Documents;
using SceneForge.Quality.Gate;
using SceneForge.Base.Input;
using SceneForge.Quality.Lots;
using SceneForge.Quality.Policy;
using Xunit;

namespace SceneForge.Tests.Gate;

public sealed class CertificateTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gate").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Keys_are_made_for_their_owner_alone_and_found_again()
    {
        string path = Path.Combine(_folder, "lea.pem");
        string fingerprint;
        using (SigningKey made = SigningKey.OpenOrCreate(path))
        {
            fingerprint = made.Fingerprint;
        }

        using SigningKey again = SigningKey.OpenOrCreate(path);
        Assert.Equal(fingerprint, again.Fingerprint);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
            Assert.Contains("0600", Assert.Throws<IOException>(() => SigningKey.OpenOrCreate(path)).Message, StringComparison.Ordinal);
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        File.WriteAllText(path, "no key");
        Assert.Throws<IOException>(() => SigningKey.OpenOrCreate(path));
    }

    [Fact]
    public void Signatures_hold_for_their_text_and_key_alone()
    {
        using SigningKey key = SigningKey.Create();
        using SigningKey other = SigningKey.Create();
        string signature = key.Sign("text");
        Assert.True(SigningKey.Verify(key.PublicKey, "text", signature));
        Assert.False(SigningKey.Verify(key.PublicKey, "texts", signature));
        Assert.False(SigningKey.Verify(other.PublicKey, "text", signature));
        Assert.False(SigningKey.Verify("AAAA", "text", signature));
        Assert.False(SigningKey.Verify(key.PublicKey, "text", "no base64!"));
    }

    [Fact]
    public void OpenSSL_accepts_the_signature()
    {
        using SigningKey key = SigningKey.Create();
        File.WriteAllText(Path.Combine(_folder, "key.pem"), $"-----BEGIN PUBLIC KEY-----\n{key.PublicKey}\n-----END PUBLIC KEY-----\n");
        File.WriteAllText(Path.Combine(_folder, "text"), "text");
        File.WriteAllBytes(Path.Combine(_folder, "signature"), Convert.FromBase64String(key.Sign("text")));
        try
        {
            using Process openssl = Process.Start(new ProcessStartInfo("openssl",
                "dgst -sha256 -verify key.pem -signature signature text") { WorkingDirectory = _folder, RedirectStandardOutput = true })!;
            Assert.Equal("Verified OK", openssl.StandardOutput.ReadToEnd().Trim());
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // No OpenSSL here; .NET's own check is the test above.
            Assert.Equal(0x30, Convert.FromBase64String(key.Sign("text"))[0]);
        }
    }

    [Fact]
    public void An_author_never_signs_alone()
    {
        GateEvidence evidence = GateCase.Evidence(GateCase.Lot(), GateCase.Policy());
        using SigningKey a = SigningKey.Create();
        using SigningKey b = SigningKey.Create();
        Assert.Throws<InvalidOperationException>(() => Certificate.Make(evidence, []));
        Assert.Throws<InvalidOperationException>(() => Certificate.Make(evidence, [new Signer("ada", "lead", a)]));
        Assert.Throws<InvalidOperationException>(() => Certificate.Make(evidence, [new Signer("bea", "author", a)]));
        Assert.Throws<InvalidOperationException>(() => Certificate.Make(evidence, [new Signer("ada", "lead", a), new Signer("lea", "lead", a)]));
        Assert.Throws<InvalidOperationException>(() => Certificate.Make(evidence, [new Signer("ada", "lead", a), new Signer("ada", "lead", b)]));
        CertificateReport report = CertificateVerifier.Verify("c", Certificate.Make(evidence,
            [new Signer("ada", "lead", a), new Signer("lea", "reviewer", b)]));
        Assert.True(report.Holds);
        Assert.Equal(2, report.Signers.Length);
    }

    [Fact]
    public void A_certificate_that_loses_its_second_signature_says_so()
    {
        GateEvidence evidence = GateCase.Evidence(GateCase.Lot(), GateCase.Policy());
        using SigningKey a = SigningKey.Create();
        using SigningKey b = SigningKey.Create();
        JObject root = GateCase.Object(Certificate.Make(evidence, [new Signer("ada", "lead", a), new Signer("lea", "reviewer", b)]));
        ((JArray)root["signatures"]!).RemoveAt(1);
        InputError finding = Assert.Single(CertificateVerifier.Verify("c", Encoding.UTF8.GetBytes(root.ToString())).Findings);
        Assert.Equal("/signatures", finding.Pointer);
    }

    [Fact]
    public void What_does_not_hold_is_named_with_line_column_pointer_and_mend()
    {
        using SigningKey key = SigningKey.Create();
        JObject root = GateCase.Object(Certificate.Make(GateCase.Evidence(GateCase.Lot(), GateCase.Policy()), [new Signer("lea", "lead", key)]));
        root["body"]!["draw"]!["author"] = "bob";
        string[] lines = root.ToString(Newtonsoft.Json.Formatting.Indented).ReplaceLineEndings("\n").Split('\n');
        CertificateReport report = CertificateVerifier.Verify("c.json", Encoding.UTF8.GetBytes(string.Join('\n', lines)));
        InputError altered = Assert.Single(report.Findings, f => f.Pointer == "/body/draw/author");
        Assert.Equal("\"bob\"", lines[altered.Line - 1][(altered.Column - 1)..].TrimEnd(','));
        Assert.StartsWith($"c.json:{altered.Line}:{altered.Column}: /body/draw/author: ", altered.ToString(), StringComparison.Ordinal);
        Assert.All(report.Findings, f => Assert.True(f is { Line: > 0, Column: > 0, Mend.Length: > 0 }, f.ToString()));
        Assert.Contains(report.Findings, f => f.Pointer == "/signatures/0");

        // What was removed is missing within what is there.
        ((JObject)root["body"]!["draw"]!).Property("author")!.Remove();
        Assert.Contains(CertificateVerifier.Verify("c.json", Encoding.UTF8.GetBytes(root.ToString())).Findings, f =>
            f is { Pointer: "/body/draw/author", Line: > 1 });
    }

    [Fact]
    public void The_certificate_of_a_release_over_eight_strata_is_read_again()
    {
        string[] weathers = ["dry", "wet", "rain", "fog"];
        GatePolicy policy = PolicyReader.Read(Repository.PathOf("policies", "release.json"));
        Lot lot = new(GateCase.Root, [.. Enumerable.Range(0, 4000).Select(v => new LotUnit(v, 5,
            ["s", v % 8 < 4 ? "day" : "night", weathers[v % 4], "front"]))], GateCase.FrameHash);
        using SigningKey key = SigningKey.Create();
        GateEvidence evidence = GateCase.Evidence(lot, policy, use: "evaluation");
        Assert.Equal(8, evidence.Draw.Strata.Length);
        Assert.True(evidence.Log.Lines.Length > 2000);
        CertificateReport report = CertificateVerifier.Verify("c", Certificate.Make(evidence, [new Signer("lea", "lead", key)]));
        Assert.Equal(("accepted", true), (report.Outcome, report.Holds));
    }

    [Fact]
    public void A_pending_verdict_is_not_certified_and_a_rejection_is()
    {
        GateEvidence evidence = GateCase.Evidence(GateCase.Lot(), GateCase.Policy());
        using SigningKey key = SigningKey.Create();
        DecisionLog empty = DecisionLog.Open(evidence.Log.DrawSha256);
        Assert.Throws<InvalidOperationException>(() =>
            Certificate.Make(evidence with { Log = empty, Head = empty.Head }, [new Signer("lea", "lead", key)]));
        GateEvidence bad = GateCase.Evidence(GateCase.Lot(), GateCase.Policy(),
            _ => new Defect("class_wrong", Severity.Critical, new DefectPlace("CAM_FRONT", 1)));
        CertificateReport report = CertificateVerifier.Verify("c", Certificate.Make(bad, [new Signer("lea", "lead", key)]));
        Assert.Equal(("rejected", true), (report.Outcome, report.Holds));
    }

    [Fact]
    public void Layout_and_culture_do_not_void_a_certificate()
    {
        using SigningKey key = SigningKey.Create();
        byte[] bytes = Certificate.Make(GateCase.Evidence(GateCase.Lot(), GateCase.Policy()), [new Signer("Zoë", "lead", key)]);
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            CultureInfo.CurrentCulture.NumberFormat.NumberDecimalSeparator = ",";
            CultureInfo.CurrentCulture.NumberFormat.NegativeSign = "~";
            CultureInfo.CurrentCulture.DateTimeFormat.TimeSeparator = ".";
            JObject root = GateCase.Object(bytes);
            Assert.Empty(CertificateVerifier.Verify("c", Encoding.UTF8.GetBytes(root.ToString(Newtonsoft.Json.Formatting.Indented))).Findings);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("""{ "schema": "sceneforge.certificate/1", "body": {}, "digests": {}, "signatures": [] }""")]
    [InlineData("""{ "schema": "sceneforge.certificate/1", "body": 1, "digests": {}, "signatures": [] }""")]
    [InlineData("""{ "schema": "sceneforge.certificate/1", "body": {}, "digests": {}, "signatures": [{ "name": 1 }] }""")]
    public void What_is_no_certificate_is_refused_with_a_place(string text) =>
        Assert.False(CertificateVerifier.Verify("c", Encoding.UTF8.GetBytes(text)).Holds);

    [Theory]
    // RFC 8785, section 3.2.2.3 and appendix B.
    [InlineData("[333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001]", "[333333333.3333333,1e+30,4.5,0.002,1e-27]")]
    [InlineData("[5e-324, -0.0, 1e21, 999999999999999900000.0, 9007199254740994.0, 0.000001, 1e-7, -1.5]",
        "[5e-324,0,1e+21,999999999999999900000,9007199254740994,0.000001,1e-7,-1.5]")]
    [InlineData("""{ "€": 1, "b": [], "a": { "z": null, "y": true }, "1": {} }""", """{"1":{},"a":{"y":true,"z":null},"b":[],"€":1}""")]
    [InlineData("""{ "s": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/" }""", """{"s":"€$\u000f\nA'B\"\\\\\"/"}""")]
    public void Canonical_form_is_that_of_RFC_8785(string text, string canonical) =>
        Assert.Equal(canonical, CanonicalJson.Write(SceneForge.Base.Input.JsonFile.Parse("t", text).Token));
}
