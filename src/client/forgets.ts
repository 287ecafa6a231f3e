interface Device {
  readonly userAgent: string;
  readonly maxTouchPoints: number;
}

/** Whether this is an iPhone or iPad, whose browsers are all of one engine, whatever they are called. An iPad says that it is a Mac. */
const isIphone = ({ userAgent, maxTouchPoints }: Device): boolean =>
  /iPhone|iPad|iPod/.test(userAgent) || (userAgent.includes('Macintosh') && maxTouchPoints > 1);

/** Whether what lies here is cleared once nobody has opened the page for a week; an app on the home screen is spared that. */
export const forgetsAfterWeek = (device: Device = navigator): boolean =>
  isIphone(device) && !matchMedia('(display-mode: standalone)').matches;
