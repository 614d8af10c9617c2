type Tab<T extends string> = { readonly value: T; readonly label: string };
type Props<T extends string> = {
  readonly name: string;
  readonly label: string;
  readonly tabs: readonly Tab<T>[];
  readonly value: T;
  readonly onChoose: (value: T) => void;
};

/** Tabs as the ARIA practice has them: one stop for the Tab key, arrows move and open. Panels are `name-value`. */
export function Tabs<T extends string>({ name, label, tabs, value, onChoose }: Props<T>) {
  const move = (event: KeyboardEvent) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const at = tabs.findIndex((tab) => tab.value === value);
    const next = tabs[(at + by + tabs.length) % tabs.length];
    if (next === undefined) return;
    onChoose(next.value);
    document.getElementById(`tab-${name}-${next.value}`)?.focus();
  };
  return (
    <div class="tabs" role="tablist" aria-label={label} onKeyDown={move}>
      {tabs.map((tab) => (
        <button
          key={tab.value}
          type="button"
          role="tab"
          id={`tab-${name}-${tab.value}`}
          aria-controls={tab.value === value ? `${name}-${tab.value}` : undefined}
          aria-selected={tab.value === value}
          tabIndex={tab.value === value ? 0 : -1}
          onClick={() => onChoose(tab.value)}
        >
          {tab.label}
        </button>
      ))}
    </div>
  );
}
