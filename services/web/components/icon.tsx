const paths = {
  waiting: 'M12 4a8 8 0 1 0 8 8M12 7v5l3 2',
  ringing: 'M6 9a6 6 0 0 1 12 0c0 5 2 6 2 6H4s2-1 2-6M10 19a2 2 0 0 0 4 0M3 5l2-2M21 5l-2-2',
  connected: 'M5 12.500l4.500 4.500L19 7',
  ended: 'M3 14c6-5 12-5 18 0l-2.500 3-4-1.500V13a12 12 0 0 0-5 0v2.500l-4 1.500z',
  offline: 'M4 4l16 16M5 12a10 10 0 0 1 3-2M12 9a10 10 0 0 1 7 3M9 15a5 5 0 0 1 5-.5M12 19h.01',
  microphone: 'M12 3a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0V6a3 3 0 0 1 3-3zM5 11a7 7 0 0 0 14 0M12 18v3',
  muted:
    'M4 4l16 16M9 9v2a3 3 0 0 0 4.500 2.600M15 10V6a3 3 0 0 0-5.800-1M5 11a7 7 0 0 0 11 5.700M19 11a7 7 0 0 1-.6 2.800M12 18v3',
  edit: 'M4 20h4L19 9l-4-4L4 16zM13 7l4 4',
  skip: 'M5 5l8 7-8 7zM18 5v14',
  hush: 'M7 7h10v10H7z',
  calm: 'M3 12c3-5 6-5 9 0s6 5 9 0',
  share: 'M12 4v11M8 8l4-4 4 4M5 13v6h14v-6',
  text: 'M3 18L8 6l5 12M5 14h6M15 18l3-7 3 7M16 16h4',
  spoken: 'M4 10v4h3l5 4V6l-5 4zM15.500 9a4 4 0 0 1 0 6M18 6.500a8 8 0 0 1 0 11',
  unspoken: 'M4 10v4h3l5 4V6l-5 4zM16 10l4 4M20 10l-4 4',
  talk: 'M12 20v-6M12 14a4 4 0 1 1 4-4M8 20h8',
  copy: 'M9 9h11v11H9zM15 9V4H4v11h5',
  again: 'M4 12a8 8 0 1 1 2.500 5.800M4 20v-5h5',
} as const;

export type IconName = keyof typeof paths;

/** A drawing beside a word that says the same. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  );
}
