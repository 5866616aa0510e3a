import { type ComponentProps, type ComponentType, lazy, Suspense } from 'react';

/**
 * A component whose script is loaded when it is first shown. Until it is here, nothing stands in its place.
 */
// biome-ignore lint/suspicious/noExplicitAny: React's own bound of a lazy component; the props are those of the component.
export function lazily<Shown extends ComponentType<any>>(load: () => Promise<Shown>) {
  const Lazy = lazy(async () => ({ default: await load() }));
  return (props: ComponentProps<Shown>) => (
    <Suspense fallback={null}>
      <Lazy {...props} />
    </Suspense>
  );
}
