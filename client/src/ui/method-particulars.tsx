import type { ComponentChildren } from "preact";
import type { ClustersBody } from "../../../server/api/types.ts";
import { formatDay } from "../format.ts";
import { categoryLabel } from "../vocabulary.ts";

export type Method = ClustersBody["method"];

type Props = {
  readonly method: Method;
  /** Of its headings: where it stands under one of its own, they are smaller. */
  readonly level: 3 | 4;
  readonly biases: readonly string[];
  /** What a parameter is called. */
  readonly nameOf: (parameter: string) => string;
  /** Facts of this kind of answer alone; they follow what was counted. */
  readonly children: ComponentChildren;
};

/** What every method card ends with: what 5 % means, what is known to bend it, and all it takes to ask for the same again. */
export function MethodParticulars({ method, level, biases, nameOf, children }: Props) {
  const Heading = level === 3 ? "h3" : "h4";
  const { filters, parameters, breaks, seed, exclusions } = method;
  return (
    <>
      <Heading>What 5 % means here</Heading>
      <p>{method.what5PercentMeans}</p>
      <Heading>Known biases</Heading>
      <ul>
        {biases.map((bias) => (
          <li key={bias}>{bias}</li>
        ))}
      </ul>
      {breaks.length > 0 && (
        <>
          <Heading>Recording breaks</Heading>
          <ul>
            {breaks.map(({ date, label, reason }) => (
              <li key={date + label}>
                {formatDay(date)}, {label}: {reason}
              </li>
            ))}
          </ul>
        </>
      )}
      <Heading>Particulars</Heading>
      <dl class="terms">
        <MethodFact name="Counted" value={filters.category.map(categoryLabel).join(", ")} />
        {children}
        {Object.entries(parameters).map(([name, value]) => (
          <MethodFact key={name} name={nameOf(name)} value={String(value ?? "none")} />
        ))}
        {seed !== null && <MethodFact name="Seed" value={String(seed)} />}
        {exclusions.length > 0 && <MethodFact name="Left out" value={exclusions.join(" ")} />}
        <MethodFact name="Data" value={`${method.dataset}, version ${method.version}`} />
        <MethodFact name="Software" value={method.softwareVersion} />
      </dl>
    </>
  );
}

export function MethodFact({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}
