/** Leads to the phone that a newcomer may hold where no real one rings, on the host that this page came from. */
export function SoftPhoneLink({ port }: { port: number }) {
  return (
    <a
      href={`http://localhost:${port}/phone`}
      target="_blank"
      rel="noopener"
      onClick={(event) => {
        event.currentTarget.href = `${location.protocol}//${location.hostname}:${port}/phone`;
      }}
    >
      simulated phone
    </a>
  );
}
