/** The code of a plan item on its stone: round head, square foot, red lettering. */
export function Plate(props: { code: string; large?: boolean | undefined }) {
  return (
    <span class="plate" classList={{ 'plate-large': props.large === true }}>
      {props.code}
    </span>
  );
}
