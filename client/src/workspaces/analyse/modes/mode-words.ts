import type { Mode } from "../../../query.ts";

/** What each mode is called, and the question it answers. */
export const MODE_WORDS: Readonly<Record<Mode, { readonly label: string; readonly asks: string }>> = {
  count: { label: "Count", asks: "How many were recorded where? Outlined: where it is more than chance." },
  hot: {
    label: "Hot spots",
    asks: "Where do counts cluster (hot areas), and which single places are busy month after month (hot places)?",
  },
  emerging: { label: "Emerging", asks: "Which places became hot, stayed hot or cooled, month by month?" },
  markets: { label: "Markets", asks: "Where does the evidence point to dealing in the open, where behind doors?" },
  joint: { label: "With ASB", asks: "Where are drugs and anti-social behaviour, or violence, hot together?" },
  change: { label: "Change", asks: "What rose and fell against other months of the same length?" },
};

/** Why there is no rate: said where people would look for one. */
export const NO_RATE =
  "No map of rates: people who live in a hexagon are not those who are there, and a rate on few residents marks parks and stations. Hot spots are tested on counts, beside all other crime where that is known.";
