import { effect } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { DatasetInfo } from "../../../../server/api/types.ts";
import { datasets } from "../../datasets.ts";
import { formatDay, formatPeriod } from "../../format.ts";
import { WATERMARK } from "../../layers/watermark.ts";
import { marking } from "../../marking.ts";
import { workspace } from "../../route.ts";
import { FailedPage } from "../../ui/failed-page.tsx";
import { MapOnPaper } from "../../ui/print-picture.tsx";
import {
  category,
  dataset,
  effort,
  followProfile,
  ground,
  hasFailed,
  isLoading,
  period,
  retry,
  scope,
} from "./answers.ts";
import { CategoryPart } from "./category-part.tsx";
import { Chooser, NoPlace } from "./chooser.tsx";
import { EffortPart } from "./effort-part.tsx";
import { HotPart } from "./hot-part.tsx";
import { HoursPart } from "./hours-part.tsx";
import { ConfidencePart, MethodPart } from "./notes-part.tsx";
import type { ProfilePeriod } from "./period.ts";
import { downloadProfile } from "./profile-csv.ts";
import { ProfileMap, profileMap } from "./profile-map.tsx";
import { profileMarking } from "./profile-marking.ts";
import { RankPart } from "./rank-part.tsx";
import { MoreRepeats, RepeatPart } from "./repeat-part.tsx";
import type { Scope } from "./scope.ts";
import { SpikePart } from "./spike-part.tsx";
import { TrendPart } from "./trend-part.tsx";
import { ZonePart } from "./zone-part.tsx";

/** Twelve months of one ward, borough or target area on one sheet of paper. */
export function Profile() {
  useEffect(() => {
    const stop = followProfile();
    const stopMarking = effect(() => {
      if (workspace.value === "profile") marking.value = profileMarking.value;
    });
    return () => {
      stopMarking();
      stop();
    };
  }, []);
  const data = dataset.value;
  const failed = [datasets.current.value, ground.current.value].find(({ state }) => state === "failed");
  if (failed !== undefined) {
    const again = () => {
      datasets.reload();
      retry();
    };
    return <FailedPage id="list" title="The profile could not be loaded" words={failed.message ?? ""} again={again} />;
  }
  if (data === null) return <p class="page-message">{emptyWords()}</p>;
  return (
    <main class="area-profile" id="list" tabIndex={-1}>
      {(isLoading.value || ground.current.value.state === "loading") && (
        <div class="busy" role="progressbar" aria-label="Putting the profile together" />
      )}
      <Tools data={data} />
      <Sheets data={data} />
    </main>
  );
}

function Tools({ data }: { readonly data: DatasetInfo }) {
  const notReady = isLoading.value || scope.value === null;
  return (
    <div class="profile-tools">
      <Chooser data={data} />
      <button type="button" class="button primary" disabled={notReady} onClick={() => print()}>
        Print
      </button>
      <button type="button" class="button" disabled={notReady} onClick={downloadProfile}>
        CSV
      </button>
      <a class="button" href={`#/analyse?dataset=${data.id}&category=${category.value}${backTo(scope.value)}`}>
        Open in Analyse
      </a>
    </div>
  );
}

function Sheets({ data }: { readonly data: DatasetInfo }) {
  const [place, when] = [scope.value, period.value];
  if (data.points === 0 || when === null) {
    return (
      <p class="notice">
        {data.title} has no incidents with a place: a profile needs points. Its published counts by ward are in Analyse.
      </p>
    );
  }
  if (ground.current.value.value === null) return <p class="hint">Loading the boundaries…</p>;
  if (place === null) return <NoPlace data={data} />;
  return <Sheet data={data} place={place} when={when} />;
}

type Shown = { readonly data: DatasetInfo; readonly place: Scope; readonly when: ProfilePeriod };

function Sheet({ data, place, when }: Shown) {
  return (
    <article class={`profile-sheet ${data.synthetic ? "synthetic" : ""}`} aria-label={`Profile of ${place.name}`}>
      <Marks data={data} />
      <div class="profile-body">
        <Head data={data} place={place} when={when} />
        <TrendPart scope={place} data={data} period={when} />
        <div class="profile-columns">
          <div>
            <CategoryPart period={when} data={data} />
            <EffortPart scope={place} data={data} period={when} />
            <ZonePart scope={place} />
          </div>
          <div>
            <ProfileMap dataset={data} />
            <MapOnPaper class="profile-picture" map={profileMap} />
            <HoursPart />
            <RankPart scope={place} data={data} />
            <SpikePart scope={place} />
            <HotPart scope={place} />
          </div>
        </div>
        <RepeatPart scope={place} />
        <div class="profile-notes">
          <ConfidencePart scope={place} data={data} period={when} />
          <MethodPart period={when} />
        </div>
        <MoreRepeats scope={place} />
      </div>
    </article>
  );
}

function Head({ data, place, when }: Shown) {
  const kind = { ward: "ward", borough: "borough", target: "target area" }[place.kind];
  const banner = effort.current.value.value?.banner;
  return (
    <div class="profile-title">
      <h1>
        {place.name}
        {place.kind !== "borough" && place.borough !== null && `, ${place.borough.name}`}
      </h1>
      <p>
        {formatPeriod(when.from, when.to)} · {kind} {place.kind === "target" ? "" : place.code} · {data.title}, version{" "}
        {data.version} · made {formatDay(new Date().toISOString())}
      </p>
      {banner != null && <p class="notice">{banner}</p>}
      {data.synthetic && <p class="profile-synthetic">{WATERMARK}</p>}
      {hasFailed.value && (
        <button type="button" class="button retry" onClick={retry}>
          Ask again for what failed
        </button>
      )}
    </div>
  );
}

/** On every sheet of paper; on the screen the header and the map say the same. */
function Marks({ data }: { readonly data: DatasetInfo }) {
  return (
    <div class="profile-marks" aria-hidden="true">
      <div>
        <strong>{profileMarking.value}</strong>
        {data.synthetic && <strong>{WATERMARK}</strong>}
        <strong>Hexbeat · {profileMarking.value}</strong>
      </div>
      {data.synthetic && <span class="profile-watermark">SYNTHETIC</span>}
    </div>
  );
}

function emptyWords(): string {
  const { state, value } = datasets.current.value;
  if (state !== "ready" || value === null) return "Loading the list of data…";
  return value.datasets.length === 0
    ? "No data yet: import police files with “Import data”, then open a place."
    : "This address names data that is not here. Open Analyse to choose another.";
}

/** The same place on the map. */
function backTo(place: Scope | null): string {
  if (place === null || place.kind === "target") return "";
  return `&show=${place.kind === "ward" ? "wards" : "boroughs"}&selected=${place.code}`;
}
