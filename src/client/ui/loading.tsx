/** A quiet line where something is on its way; CSS shows it only after 300 ms, so that quick answers never flicker. */
export function Loading(props: { label: string }) {
  return (
    <p class="loading" role="status">
      <span class="unseen">{props.label}</span>
    </p>
  );
}
