'use client';

/** An error in the page itself. A session on the server is not affected. */
export default function PageError({ reset }: { error: Error; reset: () => void }) {
  return (
    <main className="notice-page" role="alert">
      <h1>This page has failed</h1>
      <p>Your session is not lost: it lives on the server. Show the page again to return to it.</p>
      <button type="button" className="button primary" onClick={reset}>
        Show the page again
      </button>
    </main>
  );
}
