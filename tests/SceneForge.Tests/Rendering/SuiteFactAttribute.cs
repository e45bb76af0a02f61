using Xunit;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace SceneForge.Tests.Rendering;

/// <summary>
/// A test of a suite that several classes inherit; skipped in a class whose <see cref="NeedsOpenGLAttribute"/> the machine cannot meet.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("SceneForge.Tests.Rendering.SuiteFactDiscoverer", "SceneForge.Tests")]
public sealed class SuiteFactAttribute : FactAttribute;

/// <summary>Marks a class whose tests need an OpenGL 4.5 context.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NeedsOpenGLAttribute : Attribute;

public sealed class SuiteFactDiscoverer(IMessageSink diagnostics) : IXunitTestCaseDiscoverer
{
    public IEnumerable<IXunitTestCase> Discover(ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod,
        IAttributeInfo factAttribute) =>
        [new SuiteTestCase(diagnostics, discoveryOptions.MethodDisplayOrDefault(), discoveryOptions.MethodDisplayOptionsOrDefault(), testMethod)];
}

public sealed class SuiteTestCase : XunitTestCase
{
    [Obsolete("For the runner, which restores test cases from text.")]
    public SuiteTestCase()
    {
    }

    public SuiteTestCase(IMessageSink diagnostics, TestMethodDisplay display, TestMethodDisplayOptions options, ITestMethod testMethod)
        : base(diagnostics, display, options, testMethod)
    {
    }

    protected override string? GetSkipReason(IAttributeInfo factAttribute) =>
        TestMethod.TestClass.Class.GetCustomAttributes(typeof(NeedsOpenGLAttribute)).Any()
            ? new OpenGLFactAttribute().Skip
            : base.GetSkipReason(factAttribute);
}
