import type { ComponentProps, MouseEvent } from 'react';
import { useNavigation } from './navigation-context.ts';

/** Anything but a plain click is the browser's: another tab, another window, a file. */
const isPlain = (event: MouseEvent): boolean =>
  event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;

/** A link to another page of this site, which is shown without loading everything again. */
export function Link({
  href,
  onClick,
  onFocus,
  onPointerEnter,
  ...rest
}: ComponentProps<'a'> & { href: string }) {
  const { push, prepare } = useNavigation();
  return (
    <a
      {...rest}
      href={href}
      onFocus={(event) => {
        onFocus?.(event);
        prepare(href);
      }}
      onPointerEnter={(event) => {
        onPointerEnter?.(event);
        prepare(href);
      }}
      onClick={(event) => {
        onClick?.(event);
        if (event.defaultPrevented || !isPlain(event)) return;
        event.preventDefault();
        push(href);
      }}
    />
  );
}
