import { type ComponentType, createElement, lazy, Suspense } from 'react';

/**
 * A component whose script is loaded when it is first shown. Until it is here, nothing stands in its place.
 */
export function lazily<Props extends object>(load: () => Promise<ComponentType<Props>>) {
  const Lazy: ComponentType<Props> = lazy(async () => ({ default: await load() }));
  return (props: Props) => <Suspense fallback={null}>{createElement(Lazy, props)}</Suspense>;
}
