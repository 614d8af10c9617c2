type Props = {
  readonly title: string;
  readonly words: string;
  readonly again: () => void;
  /** Where the link that skips the header leads. */
  readonly id?: string;
};

/** In place of a page that could not be loaded. */
export function FailedPage({ title, words, again, id }: Props) {
  return (
    <main class="no-map" id={id} tabIndex={id === undefined ? undefined : -1}>
      <div role="alert">
        <h2>{title}</h2>
        <p>{words}</p>
      </div>
      <button type="button" class="button primary" onClick={again}>
        Try again
      </button>
    </main>
  );
}
