import type { Ask } from "../address.ts";

/** Each decision with who and when; what nobody has named yet is a line to fill in. */
export function AsksPicture({ asks }: { readonly asks: readonly Ask[] }) {
  return (
    <ol class="wall-asks">
      {asks.map(({ text, owner, by }) => (
        <li key={text}>
          <strong>{text}</strong>
          <dl>
            <div>
              <dt>Who</dt>
              <dd class={owner === "" ? "open" : ""}>{owner === "" ? "to be named" : owner}</dd>
            </div>
            <div>
              <dt>By</dt>
              <dd class={by === "" ? "open" : ""}>{by === "" ? "to be set" : by}</dd>
            </div>
          </dl>
        </li>
      ))}
    </ol>
  );
}
