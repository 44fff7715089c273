using Vitrine.Hosts.Edge.Configuration;
using Vitrine.Pipelines;
using Vitrine.Vision.Sources;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Hosts.Edge;

public sealed class DamagedConfigTests : IDisposable
{
    private const string Text = """
        vitrine {
          device.name = "shop-1"  # where it stands
          tracker { confirm-hits = 5 }
          detector { workers = 2, haar.min-size = 40 }
          windows.length = 60
          rollout { trusted-keys = "/etc/vitrine", shadow.faces = 200 }
          webhook.url = ${vitrine.device.name}
        }
        akka.loglevel = WARNING
        """;

    private readonly TemporaryFolder folder = new();

    [Fact]
    public void No_mutation_of_it_is_more_than_bad_input()
    {
        var defaults = new EdgeOptions { Source = SourceName.Synthetic };
        foreach (var damaged in Mutations.Of(Text, seed: 20))
        {
            var file = folder.Write("config.hocon", damaged);
            try
            {
                EdgeConfiguration.Read(file, []).Apply(defaults);
            }
            catch (BadInputException wrong)
            {
                Assert.NotEmpty(wrong.Message);
            }
        }
    }

    public void Dispose() => folder.Dispose();
}
