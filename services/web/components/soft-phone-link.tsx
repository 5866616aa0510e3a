/**
 * Links to the simulated phone, which a newcomer uses when no real phone rings. It is on the host that this page came
 * from.
 */
export function SoftPhoneLink({ port }: { port: number }) {
  return (
    <a
      href={`http://localhost:${port}/phone`}
      // Opens one phone only, however often it is clicked.
      target="ringback-phone"
      onClick={(event) => {
        event.currentTarget.href = `${location.protocol}//${location.hostname}:${port}/phone`;
      }}
    >
      simulated phone
    </a>
  );
}
