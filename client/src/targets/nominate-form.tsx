import { useState } from "preact/hooks";
import type { DatasetInfo, NominationBody, TargetAreaBody } from "../../../server/api/types.ts";
import { nominate } from "../api-patrol.ts";
import { messageOf } from "../error-message.ts";
import { ProblemNotice } from "../ui/problem-notice.tsx";
import type { NominationQuery } from "./nomination.ts";
import { dayAfter, nextReview, today } from "./review-day.ts";

type Props = {
  readonly query: NominationQuery;
  /** The area as the service takes it; null while there is none. */
  readonly place: Pick<NominationBody, "source" | "cluster" | "polygon" | "cells" | "areas"> | null;
  readonly dataset: DatasetInfo | null;
  readonly onStored: (target: TargetAreaBody) => void;
};

/** Name, reason and review: who decides later reads them. */
export function NominateForm({ query, place, dataset, onStored }: Props) {
  const [name, setName] = useState("");
  const [reason, setReason] = useState("");
  const [reviewOn, setReviewOn] = useState(nextReview());
  const [problem, setProblem] = useState<string | null>(null);
  const [sending, setSending] = useState(false);
  const send = async (event: Event) => {
    event.preventDefault();
    setProblem(null);
    if (place === null) return setProblem("There is no area yet: draw, pick or type it first.");
    setSending(true);
    try {
      const named = name.trim() === "" ? {} : { name: name.trim() };
      onStored(await nominate({ ...query, ...place, ...named, reason, reviewOn }));
    } catch (error) {
      setProblem(messageOf(error));
    } finally {
      setSending(false);
    }
  };
  return (
    <form class="nominate-form" onSubmit={(event) => void send(event)}>
      <Reason value={reason} onInput={setReason} />
      <label class="field">
        <span class="field-title">Name, if not the ward and nearest place</span>
        <input type="text" maxLength={120} value={name} onInput={(event) => setName(event.currentTarget.value)} />
      </label>
      <ReviewDay value={reviewOn} onInput={setReviewOn} />
      <ProblemNotice words={problem} />
      <div class="nominate-send">
        <button type="submit" class="button primary" disabled={sending}>
          {sending ? "Reading the evidence…" : "Nominate"}
        </button>
        <span class="hint">
          Counted in {dataset?.title ?? "the dataset on screen"}. Write of places, not of people.
        </span>
      </div>
    </form>
  );
}

type Field = { readonly value: string; readonly onInput: (value: string) => void };

function Reason({ value, onInput }: Field) {
  return (
    <label class="field nominate-reason">
      <span class="field-title">Why this place (others will read it)</span>
      <textarea
        rows={2}
        required
        minLength={3}
        maxLength={2000}
        value={value}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
    </label>
  );
}

function ReviewDay({ value, onInput }: Field) {
  return (
    <label class="field">
      <span class="field-title">Look at it again on</span>
      <input
        type="date"
        required
        min={dayAfter(today(), 1)}
        value={value}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
    </label>
  );
}
