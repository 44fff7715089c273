using Akka.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Vitrine.Dataflow;
using Vitrine.Hosts.Edge.Configuration;
using Vitrine.Hosts.Edge.Doctor;
using Vitrine.Hosts.Edge.Http;
using Vitrine.Hosts.Edge.Sinks;
using Vitrine.Hosts.Edge.Status;
using Vitrine.Hosts.Web;
using Vitrine.Models;
using Vitrine.Pipelines;
using Vitrine.Vision;
using Vitrine.Vision.Detection;
using Vitrine.Windows;
using Vitrine.Windows.Log;
using Vitrine.Wire;

namespace Vitrine.Hosts.Edge;

/// <summary>Puts the edge together and runs it.</summary>
public static class EdgeHost
{
    /// <summary>Runs until the source ends, the time is over, or the process is told to stop.</summary>
    /// <returns>0; 1 when the run broke, or ended by itself without one picture; 2 when what was given cannot be used.</returns>
    public static async Task<int> RunAsync(EdgeArguments arguments, CancellationToken stop)
    {
        NativeOutput.Silence();
        var terminal = OperatorTerminal.OfProcess();
        try
        {
            PrivateMemory.ForbidCoreDumps();
            PrivateMemory.HideFromOthers();
            OpenCvLibrary.Load();
            (var configuration, arguments, var options) = EdgeSetup.Read(arguments);
            using var data = EdgeSetup.Data(arguments);
            var outlets = EdgeOutlets.Plan(options, configuration.Config);
            var rollout = DevicePlan.Make(arguments, options, data.Path);
            options = rollout is null ? options : options with { Models = rollout.Models };
            using var http = HttpSocket.Open(HttpAddress.Parse(arguments.Http, HttpServer.UsualPort), options.Access);
            using var pipeline = new EdgePipeline(
                options,
                TimeProvider.System,
                line => terminal.Say(LogLevel.Warning, line)
            );
            var run = new EdgeRun(options, pipeline, TimeProvider.System);
            var detector = FaceDetectors.Identify(options.Detector);
            Greeting
                .Lines(options, pipeline, detector, http)
                .ToList()
                .ForEach(line => terminal.Say(line.Level, line.Text));
            if (SourcePassword.IsIn(arguments.Source ?? string.Empty))
            {
                terminal.Say(LogLevel.Warning, SourcePassword.Warning);
            }

            var report = new EdgeReport(arguments.Duration, arguments.Summary, terminal);
            var store = new WindowStore(data, TimeProvider.System);
            var host = Build(
                http,
                options.Access.Token,
                builder => Compose(builder, run, store, outlets, rollout, configuration, report, terminal)
            );
            await using var freed = (IAsyncDisposable)host;
            // Told to stop while it starts, it first gets to where it can end in order.
            await host.StartAsync(CancellationToken.None);
            await host.WaitForShutdownAsync(stop);
            return ExitCode(run, terminal, stop.IsCancellationRequested);
        }
        catch (Exception wrong) when (IsBadInput(wrong))
        {
            await Console.Error.WriteLineAsync($"vitrine edge: {SingleLine.Of(wrong.Message)}");
            return 2;
        }
        catch (Exception unforeseen)
        {
            var cause = SingleLine.Of(unforeseen.GetBaseException().Message);
            await Console.Error.WriteLineAsync($"vitrine edge: could not start or go on: {cause}");
            return 1;
        }
    }

    private static int ExitCode(EdgeRun run, OperatorTerminal terminal, bool toldToStop)
    {
        if (!run.Outcome.IsCompletedSuccessfully)
        {
            return 1;
        }

        if (toldToStop || run.Metrics is not { } metrics || FrameCounts.Of(metrics).Captured > 0)
        {
            return 0;
        }

        terminal.Say(LogLevel.Error, $"not one picture came from {run.Options.Source.ForLog}: see the lines above");
        return 1;
    }

    /// <summary>Whether what was given is to blame, not the program.</summary>
    internal static bool IsBadInput(Exception wrong) =>
        wrong
            is BadInputException
                or DataFolderTakenException
                or InvalidModelException
                or IOException
                or InvalidDataException
                or UnauthorizedAccessException;

    /// <summary>A host with a web server, or without where nothing is to be served.</summary>
    private static IHost Build(HttpSocket? http, AccessToken? token, Action<IHostApplicationBuilder> compose)
    {
        if (http is null)
        {
            var plain = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
            compose(plain);
            return plain.Build();
        }

        var web = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        compose(web);
        web.Services.AddHostedService<LiveSampler>();
        web.Services.AddEdgeMetrics();
        return HttpServer.Build(web, http, token);
    }

    private static void Compose(
        IHostApplicationBuilder builder,
        EdgeRun run,
        WindowStore store,
        EdgeOutlets outlets,
        DevicePlan? rollout,
        EdgeConfiguration configuration,
        EdgeReport report,
        OperatorTerminal terminal
    )
    {
        builder
            .Logging.AddProvider(new PlainLogger(LogLevel.Information, terminal.Say))
            .AddFilter("Microsoft", LogLevel.Warning);
        builder.Services.Configure<HostOptions>(o =>
            o.ShutdownTimeout = EdgeService.EndTimeout + TimeSpan.FromSeconds(5)
        );
        CallersLifetime.Add(builder.Services);
        builder.Services.AddSingleton(run);
        builder.Services.AddSingleton(report);
        builder.Services.AddSingleton(terminal);
        builder.Services.AddSingleton(TimeProvider.System);
        var feed = new WindowFeed(store.ReadAsync);
        builder.Services.AddSingleton(feed);
        builder.Services.AddAkka(
            "vitrine",
            akka =>
            {
                akka.ConfigureLoggers(log =>
                {
                    log.LogLevel = Akka.Event.LogLevel.WarningLevel;
                    log.ClearLoggers();
                    log.AddLoggerFactory();
                });
                // The host stops the graph first and the actor system last; Akka's own hook on SIGTERM would end both at once.
                akka.AddHocon("akka.coordinated-shutdown.run-by-clr-shutdown-hook = off", HoconAddMode.Prepend);
                akka.AddHocon(RefusingSerializer.Hocon, HoconAddMode.Prepend);
                akka.AddHocon(NodeSettings.Hocon, HoconAddMode.Prepend);
                akka.AddSupervisionLog();
                akka.AddGraphHealth(run);
                akka.AddRecentEvents(rollout);
                var windows = new WindowLogOptions(run.Options.Windows.Length, run.Options.Windows.Keep)
                {
                    IsClockRight = () => Finding.OfClock(new Sensors(), TimeProvider.System).Verdict is Verdict.Good,
                };
                akka.AddWindowLog(windows, store, feed, TimeProvider.System);
                EdgeGraph.Start(akka, run, TimeProvider.System);
                // Last and in front, so that the operator's file wins.
                akka.AddHocon(configuration.Config, HoconAddMode.Prepend);
            }
        );
        builder.Services.AddEventsPort(outlets.Events);
        builder.Services.AddSinks(outlets.Sinks, store.Folder.Path);
        builder.Services.AddRollout(rollout);
        builder.Services.AddSystemdReports();
        builder.Services.AddHostedService<StatusService>();
        builder.Services.AddHostedService<ModelWatch>();
        builder.Services.AddHostedService<EdgeService>();
    }
}
