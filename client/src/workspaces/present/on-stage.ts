import { signal } from "@preact/signals";

/** While the wall is shown there is nothing else in the page: no header and no link to other work. */
export const onStage = signal(false);
