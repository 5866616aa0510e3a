/** The one Trusted Types policy of the pages. */
export const workerPolicyName = 'ringback-workers';

interface AddressPolicy {
  createScriptURL(address: string): string;
}

/** Trusted Types are not in every browser that we serve. TypeScript does not know them yet. */
interface MayTrust {
  trustedTypes?: {
    createPolicy(name: string, rules: { createScriptURL: (address: string) => string }): AddressPolicy;
  };
}

function ownAddress(address: string): string {
  const url = new URL(address, window.location.href);
  if (url.origin !== window.location.origin) throw new Error('a worker comes from this host alone');
  return url.href;
}

let policy: AddressPolicy | undefined;

/** The address of a script of ours that a worker is started with. Throws for an address on another host. */
export function toWorkerAddress(address: string): string {
  policy ??= (window as MayTrust).trustedTypes?.createPolicy(workerPolicyName, {
    createScriptURL: ownAddress,
  }) ?? { createScriptURL: ownAddress };
  // An object that the browser trusts, and that counts as a text for the compiler.
  return policy.createScriptURL(address);
}
