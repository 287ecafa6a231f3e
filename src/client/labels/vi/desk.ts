/** What Tổng hợp says beyond its first table. */
export const desk = {
  code: 'Mã',
  columns: {
    choose: 'Cột',
    title: 'Chọn cột',
    hint: 'Lúc đầu chỉ hiện cột có số. Máy này giữ lựa chọn.',
    figures: 'Số',
    more: 'Bên cạnh số',
    usual: 'Như lúc đầu',
    pace: 'Tiến độ',
    bar: 'Hình',
  },
  compare: { before: 'So với kỳ trước', lastYear: 'So với cùng kỳ năm trước' },
  compared: { before: 'kỳ trước', lastYear: 'cùng kỳ năm trước' },
  comparedWith: (what: string, name: string, days: string): string => `${what}: ${name}, ${days}`,
  comparedPlan: (what: string, name: string, days: string, plan: string): string =>
    `${what}: ${name}, ${days}, theo ${plan}. Mục của hai kế hoạch khác nhau nên chỉ so được tổng.`,
  comparedNone: (what: string): string => `${what}: không có kế hoạch nào trên máy chạy trong kỳ ấy.`,
  of: (done: string, target: string): string => `${done}/${target}`,

  heat: {
    months: 'Nhịp theo tháng',
    units: 'Mục theo đơn vị',
    unitMonths: 'Đơn vị theo tháng',
    count: 'Đếm bằng',
    counts: { leading: 'Số đo chính', records: 'Lần ghi' },
    leadingNote: 'số đã xác nhận theo số đo chính của từng mục, đậm nhạt theo từng dòng; ô gạch là tháng chưa tới',
    recordsNote: 'số lần ghi đã xác nhận, đậm nhạt theo cả bảng; ô gạch là tháng chưa tới',
    sum: 'Cộng',
    field: (what: string, figure: string, unit: string, where: string): string => `${what}, ${where}: ${figure} ${unit}`,
    toCome: 'chưa tới',
  },
  time: {
    title: 'Hoạt động theo thời gian',
    note: 'lần ghi mỗi tháng',
    label: (list: string): string => `Lần ghi theo tháng: ${list}`,
    figures: 'Xem bằng số',
    month: 'Tháng',
  },

  markers: {
    title: 'Dải mốc giới',
    note: (ranges: string): string => `mốc ${ranges}; bấm một mốc là thấy bản ghi`,
    none: (count: string): string => `${count} mốc chưa có buổi nào`,
    all: 'Mốc nào cũng có buổi',
    twice: 'Một lần ghi nêu hai mốc thì đứng ở cả hai, nên các mốc cộng lại có thể hơn tổng.',
    stone: (marker: string, sessions: string, waiting: string): string =>
      `Mốc ${marker}: ${sessions} buổi đã xác nhận, ${waiting} chờ. Mở bản ghi`,
    stoneNone: (marker: string): string => `Mốc ${marker}: chưa có buổi nào`,
    marker: (marker: string): string => `Mốc ${marker}`,
    offline: 'Cần có mạng để biết từng mốc có mấy buổi.',
    empty: 'chưa',
    others: (list: string): string => `Ngoài dải của cơ quan: ${list}`,
  },

  people: {
    title: 'Theo cán bộ',
    note: 'xếp theo mã; chỉ lãnh đạo thấy',
    person: 'Cán bộ',
    unit: 'Đơn vị',
    records: 'Lần ghi',
    waiting: 'Chờ',
    last: 'Ngày ghi gần nhất',
    none: 'Không ai ghi gì trong kỳ này.',
    offline: 'Cần có mạng để biết ai đã ghi mấy lần.',
  },
};
