import { useEffect, useState } from 'react';
import type { PagePhone } from '../lib/page-phone.ts';

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('input, textarea, select, dialog[open]') !== null;

/** Muting by button and by the key M, except while the person is typing. */
export function useMute(phone: PagePhone | null): { isMuted: boolean; toggle: () => void } {
  const [isMuted, setIsMuted] = useState(false);

  useEffect(() => {
    phone?.setMuted(isMuted);
  }, [phone, isMuted]);

  useEffect(() => {
    if (!phone) return undefined;
    const pressed = (event: KeyboardEvent): void => {
      const { key, target, repeat, ctrlKey, metaKey, altKey } = event;
      if (key.toLowerCase() !== 'm' || repeat || ctrlKey || metaKey || altKey || isTyping(target)) return;
      setIsMuted((before) => !before);
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, [phone]);

  return { isMuted, toggle: () => setIsMuted((before) => !before) };
}
