/** How the history tells that a record belongs to another one of the same activity; said wherever a history stands. */
export const recordLinks = {
  standsIn: {
    withdraw: (code: string) => `được tính thay cho bản ${code} vì bản ấy đã rút`,
    return: (code: string) => `được tính thay cho bản ${code} vì bản ấy bị trả lại`,
    other: (code: string) => `nay được tính, trước đây trùng với bản ${code}`,
  },
  follows: (code: string) => `trùng, nay tính ở bản ${code}`,
  alone: 'không còn là bản trùng',
  countedIn: (code: string) => `tính ở bản ${code}`,
};
