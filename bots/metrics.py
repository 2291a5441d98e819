"""What /metrics tells, in Prometheus' words: counts and lengths of time; no person, no words, no ids of places.

Named as Prometheus asks for (https://prometheus.io/docs/practices/naming/); docs/operations/grafana.json shows them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from itertools import accumulate
from pathlib import Path

from prometheus_client import CollectorRegistry, ProcessCollector, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily, Metric
from prometheus_client.registry import Collector

from bots.build import Running
from core.engine.counts import BOUNDS
from core.engine.standing import Standing, look

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


async def metrics(community: Running, now: datetime) -> bytes:
    """All metrics as they are at `now`."""
    engine = community.engine
    standing = await community.database.read_long(lambda connection: look(connection, now, engine.timers))
    registry = CollectorRegistry()
    ProcessCollector(registry=registry)
    registry.register(Snapshot(community, standing))
    return generate_latest(registry)


@dataclass(frozen=True, eq=False)
class Snapshot(Collector):
    """The community's metrics at one moment."""

    community: Running
    standing: Standing

    def collect(self) -> Iterator[Metric]:
        """Every metric there is, also those that nothing was counted of yet."""
        yield from self._platforms()
        yield from self._events()
        yield from self._outbox()
        yield from self._timers()
        yield from self._database()

    def _platforms(self) -> Iterator[Metric]:
        info = GaugeMetricFamily("guyub_info", "The version that runs; always 1.", labels=["version"])
        info.add_metric([version("guyub")], 1)
        yield info
        up = GaugeMetricFamily("guyub_up", "Whether the platform is connected.", labels=["platform"])
        restarts = CounterMetricFamily(
            "guyub_restarts", "How often the platform's edge failed and was run again.", labels=["platform"]
        )
        for platform in self.community.platforms:
            up.add_metric([platform.name], self.community.is_up(platform))
            restarts.add_metric([platform.name], self.community.restarts.get(platform.name, 0))
        yield from (up, restarts)

    def _events(self) -> Iterator[Metric]:
        counts = self.community.engine.counts
        events = CounterMetricFamily("guyub_events", "Events that were taken.", labels=["platform", "kind"])
        for (platform, kind), count in counts.events.items():
            events.add_metric([platform, kind.__name__.lower()], count)
        answers = HistogramMetricFamily(
            "guyub_answer_seconds", "From an event's coming to its answer's being there.", labels=["platform"]
        )
        for platform, latency in counts.answers.items():
            within = [*map(str, BOUNDS), "+Inf"]
            answers.add_metric([platform], list(zip(within, accumulate(latency.within), strict=True)), latency.seconds)
        incidents = CounterMetricFamily("guyub_incidents", "Errors within features.", labels=["feature"])
        for feature, count in counts.incidents.items():
            incidents.add_metric([feature], count)
        yield from (events, answers, incidents)

    def _outbox(self) -> Iterator[Metric]:
        rows = GaugeMetricFamily("guyub_outbox_rows", "Deliveries that wait in the outbox.", labels=["kind"])
        for kind in ("say", "tell", "show", "signal", "deed"):
            rows.add_metric([kind], self.standing.outbox.get(kind, 0))
        oldest = GaugeMetricFamily("guyub_outbox_oldest_seconds", "How long the oldest of them has waited.")
        oldest.add_metric([], self.standing.oldest)
        deliveries = CounterMetricFamily(
            "guyub_deliveries",
            "Rows of the outbox that are done with: done, gone (nobody there), rejected or broken.",
            labels=["kind", "outcome"],
        )
        for (kind, outcome), count in self.community.engine.counts.deliveries.items():
            deliveries.add_metric([kind, outcome], count)
        queued = GaugeMetricFamily("guyub_queued_calls", "Calls that wait for their turn.", labels=["platform"])
        calls = CounterMetricFamily("guyub_calls", "Deliveries that were tried, to their end.", labels=["platform"])
        waits = CounterMetricFamily(
            "guyub_rate_limited", "How often the platform said to wait (429).", labels=["platform"]
        )
        for name, pacer in self.community.engine.pacers.items():
            queued.add_metric([name], pacer.depth)
            calls.add_metric([name], pacer.sent)
            waits.add_metric([name], pacer.waited)
        yield from (rows, oldest, deliveries, queued, calls, waits)

    def _timers(self) -> Iterator[Metric]:
        counts, standing = self.community.engine.counts, self.standing
        yield GaugeMetricFamily("guyub_timers", "Timers that are set.", standing.timers)
        yield GaugeMetricFamily("guyub_timers_overdue", "Timers whose time has come and passed.", standing.overdue)
        yield GaugeMetricFamily(
            "guyub_timers_overdue_seconds", "By how much the latest of them is late.", standing.latest
        )
        yield CounterMetricFamily("guyub_timers_rung", "Timers that rang.", counts.timers)
        yield CounterMetricFamily("guyub_timers_late", "Timers that rang more than a minute late.", counts.late)

    def _database(self) -> Iterator[Metric]:
        stats = self.community.database.stats
        yield CounterMetricFamily("guyub_units", "Changes that were kept, or refused as a whole.", stats.units)
        yield CounterMetricFamily(
            "guyub_commits", "Transactions that were committed; one holds many units.", stats.batches
        )
        yield CounterMetricFamily("guyub_commits_failed", "Transactions that could not be kept.", stats.failed)
        yield GaugeMetricFamily(
            "guyub_database_failing", "Whether the last transaction could not be kept.", stats.failing
        )
        size = GaugeMetricFamily("guyub_database_bytes", "The size of the database's files.", labels=["file"])
        if isinstance(file := self.community.file, Path):
            for name, path in (("database", file), ("log", file.with_name(f"{file.name}-wal"))):
                size.add_metric([name], path.stat().st_size if path.exists() else 0)
        yield size
