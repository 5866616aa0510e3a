/** The result of one check. `fault` keeps `npm start` from working; `note` is good to know. */
export interface Finding {
  readonly about: string;
  readonly verdict: 'ok' | 'note' | 'fault';
  readonly text: string;
  /** What to do about it. */
  readonly fix?: string;
}
