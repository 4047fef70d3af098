// The mark and the name: two people joined by one short line.
export function Brand() {
  return (
    <span class="brand">
      <svg width="34" height="16" aria-hidden="true" focusable="false"><use href="#i-brand" /></svg>
      <span>Kortelijn</span>
    </span>
  );
}
