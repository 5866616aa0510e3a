/** Leads to the phone that a newcomer may hold where no real one rings, on the host that this page came from. */
export function SoftPhoneLink({ port }: { port: number }) {
  return (
    <a
      href={`http://localhost:${port}/phone`}
      // One phone, however often it is asked for.
      target="ringback-phone"
      onClick={(event) => {
        event.currentTarget.href = `${location.protocol}//${location.hostname}:${port}/phone`;
      }}
    >
      simulated phone
    </a>
  );
}
