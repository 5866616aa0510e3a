import type { Words } from '../../lib/words/words.ts';

/** The server writes it into every page, and style alone hides it: an old browser may not even read our scripts. */
export function OlderBrowser({ words }: { words: Words['frame']['browsers'] }) {
  return (
    <p className="older-browser" data-testid="older-browser">
      <strong>{words.older}</strong> {words.newer}
    </p>
  );
}
