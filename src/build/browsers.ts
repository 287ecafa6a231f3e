/**
 * The oldest browsers served: the last Chrome and Firefox of Windows 7, and the Safari that reads every regular expression here.
 * The README, the help and the page for older ones (public/browser-check.js) name the same.
 */
export const BROWSERS = ['chrome109', 'edge109', 'firefox115', 'safari16.4'];
