import { useWords } from '../words/words-context.ts';

/** Leads to the simulated phone, for when no real phone rings. It is on the host that this page came from. */
export function SoftPhoneLink({ port }: { port: number }) {
  const { call } = useWords();
  return (
    <a
      href={`http://localhost:${port}/phone`}
      // Opens one phone only, however often it is clicked.
      target="ringback-phone"
      onClick={(event) => {
        event.currentTarget.href = `${location.protocol}//${location.hostname}:${port}/phone`;
      }}
    >
      {call.softPhone}
    </a>
  );
}
