import { useEffect, useLayoutEffect } from 'react';
import { useAnnounce } from '../components/frame/announcer.tsx';

/**
 * What a browser does by itself when it loads a page: shows it from its top, moves the focus to it and says its name.
 * A page that has put the focus on its heading is named by that. `turns` counts the pages that have come by a click.
 */
export function PageArrival({ turns }: { turns: number }) {
  const announce = useAnnounce();
  useLayoutEffect(() => {
    if (turns > 0) window.scrollTo(0, 0);
  }, [turns]);
  useEffect(() => {
    if (turns === 0 || document.activeElement !== document.body) return;
    document.getElementById('content')?.focus({ preventScroll: true });
    announce(document.title);
  }, [turns, announce]);
  return null;
}
