/** Where the service worker begins: it runs scripts that it shares with the page, and at last its own (worker.ts). */
declare const self: ServiceWorkerGlobalScope & {
  /** Said in front of this code (src/build/ship.ts). */
  readonly COTMOC_SCRIPTS: readonly string[];
  readonly trustedTypes?: {
    createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): string };
  };
};

// The worker is bound by the policy of the page: it takes its scripts by a way that the policy names.
const policy = self.trustedTypes?.createPolicy('files', { createScriptURL: (url) => url });
importScripts(...self.COTMOC_SCRIPTS.map((url) => policy?.createScriptURL(url) ?? url));
