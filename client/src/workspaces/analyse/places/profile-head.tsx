import { update } from "../../../state.ts";

/** Name, where, and the way back to the list. */
export function ProfileHead({ title, detail }: { readonly title: string; readonly detail: string }) {
  return (
    <>
      <button type="button" class="button quiet back" onClick={() => update({ place: null })}>
        ← All places
      </button>
      <div class="profile-head">
        <div>
          <h2>{title}</h2>
          <p>{detail}</p>
        </div>
      </div>
    </>
  );
}
