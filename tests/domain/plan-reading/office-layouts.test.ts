import { describe, expect, test } from 'vitest';
import { readRows } from '../../../src/documents/sheet.ts';
import { readText } from '../../../src/documents/text.ts';
import { readPlan } from '../../../src/domain/plan-reading/read-plan.ts';
import type { PlanReading } from '../../../src/domain/plan-reading/reading.ts';
import { findHeading } from '../../../src/domain/plan-reading/table-columns.ts';

const read = (...lines: string[]): PlanReading => readPlan(readText(lines.join('\n')));
const sheet = (...rows: string[][]): PlanReading =>
  readPlan(
    readRows(
      rows.map((cells) => cells.map((text) => ({ text }))),
      1,
    ),
  );
const plan = (...lines: string[]): PlanReading => read('KẾ HOẠCH', 'Tuyên truyền năm 2026', '', ...lines);
const items = ({ items }: PlanReading): string[] => items.map(({ code, text }) => `${code} ${text}`);
const item = (reading: PlanReading, code: string) => reading.items.find((one) => one.code === code);

describe('letterheads and ends', () => {
  test('the agency is the name next to the number, not the body above it', () => {
    const { header } = read('SỞ GIÁO DỤC TỈNH AN BÌNH', 'TRƯỜNG THPT BÌNH AN', 'Số: 12/KH-THPT', '', 'KẾ HOẠCH', 'I. MỤC ĐÍCH', '1. Học.');
    expect(header).toMatchObject({ agency: 'Trường THPT Bình An', number: '12/KH-THPT' });
  });

  test('a letterhead in two columns of spaces gives agency, number, place and day apart', () => {
    const { header } = read(
      'UBND TỈNH AN BÌNH                     CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
      'SỞ NGOẠI VỤ                           Độc lập - Tự do - Hạnh phúc',
      'Số: 15/KH-SNgV                        An Bình, ngày 05 tháng 02 năm 2026',
      'KẾ HOẠCH',
      'I. MỤC ĐÍCH',
    );
    expect(header).toMatchObject({ agency: 'Sở Ngoại vụ tỉnh An Bình', number: '15/KH-SNgV', place: 'An Bình', date: '2026-02-05' });
  });

  test('place and day above the recipients end the plan and fill its head', () => {
    const reading = plan(
      'I. NỘI DUNG',
      '1. Phát tờ rơi.',
      '',
      'Bình An, ngày 28 tháng 02 năm 2026',
      '',
      'Nơi nhận:',
      '- Đảng ủy xã;',
      '- Lưu: VT.',
    );
    expect(items(reading)).toEqual(['I NỘI DUNG', 'I.1 Phát tờ rơi.']);
    expect(reading.header).toMatchObject({ place: 'Bình An', date: '2026-02-28' });
  });

  test('recipients end at the signature, and an annex behind it is a doubt', () => {
    const reading = plan(
      'I. NỘI DUNG',
      '1. Họp.',
      'Nơi nhận:',
      '- Đảng ủy xã;',
      '- Lưu: VT.',
      'CHỦ TỊCH',
      'Nguyễn Văn Mẫu',
      'PHỤ LỤC',
      '- Bến cá;',
    );
    expect(reading.footer.recipients).toEqual(['Đảng ủy xã', 'Lưu: VT']);
    expect(reading.doubts).toContain('contentBehindEnd');
  });
});

describe('lines', () => {
  test('units one under the other between blank lines each lead what stands below them', () => {
    const reading = plan(
      'I. THỰC HIỆN',
      '',
      'Giao các đơn vị:',
      '',
      'Trạm Y tế xã',
      '',
      'Khám bệnh cho người dân',
      '',
      'Ban Chỉ huy Quân sự xã:',
      '',
      'Huấn luyện dân quân.',
    );
    expect(item(reading, 'I.p1')).toMatchObject({ text: 'Trạm Y tế xã', body: 'Khám bệnh cho người dân', leadUnit: 'Trạm Y tế xã' });
    expect(item(reading, 'I.p2')).toMatchObject({ body: 'Huấn luyện dân quân.', leadUnit: 'Ban Chỉ huy Quân sự xã' });
  });

  test('the post of whoever signs in the name of others ends the plan', () => {
    const reading = plan('I. NỘI DUNG', '1. Họp.', 'T/M BAN TUYÊN GIÁO', 'TRƯỞNG BAN');
    expect(items(reading)).toEqual(['I NỘI DUNG', 'I.1 Họp.']);
    expect(reading.footer.signerTitle).toBe('T/M BAN TUYÊN GIÁO TRƯỞNG BAN');
  });

  test('a short line between blank lines heads the sentence below it, and a unit of that name leads it', () => {
    const reading = plan(
      'I. Nội dung',
      '',
      '1. Phân công',
      '',
      'Văn phòng xã',
      '',
      'Chủ trì tham mưu kế hoạch hằng quý.',
      '',
      'Đoàn Thanh niên',
      '',
      'Tổ chức nói chuyện tại trường học.',
    );
    expect(item(reading, 'I.1.p1')).toMatchObject({
      text: 'Văn phòng xã',
      body: 'Chủ trì tham mưu kế hoạch hằng quý.',
      leadUnit: 'Văn phòng xã',
    });
    expect(item(reading, 'I.1.p2')).toMatchObject({ text: 'Đoàn Thanh niên', body: 'Tổ chức nói chuyện tại trường học.' });
  });

  test('a line that says several things of an item gives each its place', () => {
    const reading = plan(
      'I. NỘI DUNG',
      '1. Phát tờ rơi.',
      '- Chủ trì: Đài truyền thanh. Phối hợp: Hội Phụ nữ, Đoàn Thanh niên. Thời gian: Tháng 6.',
    );
    expect(item(reading, 'I.1')).toMatchObject({
      leadUnit: 'Đài truyền thanh',
      coUnits: ['Hội Phụ nữ', 'Đoàn Thanh niên'],
      schedule: { type: 'month', months: [6] },
    });
  });

  test('a line in small letters behind a semicolon goes on with the item, with a doubt', () => {
    const reading = plan('II. NỘI DUNG', 'a) Tuyên truyền tại bến cá;', 'các ấp ven biển.', 'b) Phát tờ rơi.');
    expect(items(reading)).toEqual(['II NỘI DUNG', 'II.a Tuyên truyền tại bến cá; các ấp ven biển.', 'II.b Phát tờ rơi.']);
    expect(item(reading, 'II.a')?.doubts).toEqual(['joined']);
  });

  test('parts stand above the Roman headings printed in them', () => {
    const reading = plan(
      'Phần I',
      'MỤC ĐÍCH',
      'I. Mục đích',
      '1. Hiểu biết.',
      'Phần II',
      'TỔ CHỨC',
      'I. Phân công',
      '1. Văn phòng theo dõi.',
    );
    expect(items(reading)).toEqual([
      'I MỤC ĐÍCH',
      'I.I Mục đích',
      'I.I.1 Hiểu biết.',
      'II TỔ CHỨC',
      'II.I Phân công',
      'II.I.1 Văn phòng theo dõi.',
    ]);
  });

  test('a table or a number above the first section is never left out silently', () => {
    expect(plan('1. Thi vẽ.', '2. Thi viết.', 'I. KINH PHÍ', 'Ngân sách.').doubts).toContain('contentAboveStart');
  });
});

describe('tables', () => {
  test('rows stand under the day printed above their table and take its month', () => {
    const reading = plan(
      'I. LỊCH',
      'NGÀY 1 (02/3/2026)',
      'STT\tNội dung\tThời gian',
      '1\tKhai mạc\t07 giờ',
      'NGÀY 2 (03/4/2026)',
      'STT\tNội dung\tThời gian',
      '1\tBế mạc\t15 giờ',
    );
    expect(item(reading, 'I.p1.1')).toMatchObject({
      text: 'Khai mạc',
      schedule: { type: 'month', months: [3] },
      note: '07 giờ',
      doubts: [],
    });
    expect(item(reading, 'I.p2.1')).toMatchObject({ text: 'Bế mạc', schedule: { type: 'month', months: [4] } });
  });

  test('unfamiliar names of columns leave the number a number and the work the work, with a doubt', () => {
    const reading = sheet(['STT', 'Tên chuyên đề', 'Chữ viết tắt'], ['1.', 'Luật Biên phòng', 'LBP'], ['2.', 'Luật Biên giới', 'LBG']);
    expect(items(reading)).toEqual(['1 Luật Biên phòng', '2 Luật Biên giới']);
    expect(item(reading, '1')).toMatchObject({ note: 'LBP', doubts: ['columnUnknown'] });
  });

  test('Roman rows of a sheet are groups, also where they name the columns', () => {
    const reading = sheet(
      ['', 'Mô tả', 'Dev', ''],
      ['I', 'Chuẩn bị', 'Người phụ trách', 'Ngày đến hạn'],
      ['1.0', 'Khảo sát', '', '22/09/2026'],
      ['2.0', 'In tờ rơi', '', '26/09/2026'],
      ['II', 'Thực hiện', '', ''],
      ['1.0', 'Buổi đầu', '', ''],
      ['1.1', 'Tại bến cá', 'Văn phòng', '23/10/2026'],
    );
    expect(items(reading)).toEqual(['I Chuẩn bị', 'I.1 Khảo sát', 'I.2 In tờ rơi', 'II Thực hiện', 'II.1 Buổi đầu', 'II.1.1 Tại bến cá']);
    expect(item(reading, 'II.1.1')).toMatchObject({ leadUnit: 'Văn phòng', schedule: { type: 'month', months: [10] } });
  });

  test.each(['0.5', '1.5', '2,5', '1.5 ngày', '1/2 buổi', '12.5 giờ'])('%s is an amount of time and no month', (time) => {
    const reading = sheet(['STT', 'Nội dung', 'Thời gian (ngày)'], ['1', 'Họp', time], ['2', 'Tập huấn', 'Tháng 3']);
    expect(item(reading, '1')).toMatchObject({ schedule: { type: 'year', basis: 'default' }, doubts: ['timeUnread'], note: time });
  });

  test('a section printed as a row of a sheet is the next section, and the columns hold on below it', () => {
    const reading = sheet(
      ['I. CHUẨN BỊ', '', ''],
      ['TT', 'Nội dung', 'Chủ trì'],
      ['1', 'Khảo sát', 'Văn phòng'],
      ['II. THỰC HIỆN', '', ''],
      ['1', 'Buổi đầu', 'Đoàn xã'],
    );
    expect(items(reading)).toEqual(['I CHUẨN BỊ', 'I.1 Khảo sát', 'II THỰC HIỆN', 'II.1 Buổi đầu']);
    expect(item(reading, 'II.1')?.leadUnit).toBe('Đoàn xã');
  });

  test('months in two columns are all months between them, also over the end of a year', () => {
    const reading = sheet(
      ['STT', 'Công việc', 'Ngày BĐ', 'Ngày KT'],
      ['1', 'Hội thi', 'Tháng 7', 'Tháng 9'],
      ['2', 'Trực', '15/11/2026', '15/01/2027'],
      ['3', 'Tổng kết', '', '30/12/2026'],
    );
    expect(reading.items.map(({ schedule }) => schedule.months)).toEqual([[7, 8, 9], [1, 11, 12], [12]]);
  });

  test('a column to begin and a column to end are a time', () => {
    const reading = sheet(
      ['STT', 'Nội dung công việc', 'Ngày bắt đầu', 'Ngày kết thúc', 'Người thực hiện'],
      ['1', 'Tập huấn', '01/03/2026', '31/03/2026', 'Văn phòng'],
      ['2', 'Phát thanh', '2026-06-01', '2026-08-30', 'Đài'],
    );
    expect(reading.items.map(({ schedule }) => schedule.months)).toEqual([[3], [6, 7, 8]]);
  });
});

test('cells beyond the row of the heading stand below none of its cells, and name no columns', () => {
  const rows = [
    { line: 1, cells: [{ text: 'STT' }, { text: 'Nội dung' }] },
    {
      line: 2,
      cells: [{ text: '', above: true as const }, { text: '', above: true as const }, { text: 'Xã An Bình' }, { text: 'Xã Tân Hội' }],
    },
    { line: 3, cells: [{ text: '1' }, { text: 'Phát loa' }] },
  ];
  expect(findHeading(rows)).toMatchObject({ at: 0, next: 1 });
});

describe('a plan typed without tones', () => {
  const read = (...lines: string[]): PlanReading => readPlan(readText(lines.join('\n')));

  test.each(['KE HOACH', 'CHUONG TRINH', 'PHUONG AN'])('has the agency over its number and title: %s', (docType) => {
    const { header } = read('UBND TINH AN BINH', 'SO NGOAI VU', docType, 'Tuyen truyen bien gioi nam 2026', 'I. MUC DICH', '1. Nang cao.');
    expect(header).toMatchObject({ agency: 'So Ngoai vu tinh An Binh', docType, title: 'Tuyen truyen bien gioi nam 2026', year: 2026 });
  });

  test('has a short form in the name of its agency in capitals, and no word that only looks like one', () => {
    const agency = (printed: string) =>
      read('UBND TINH AN BINH', printed, 'KE HOACH', 'Tuyen truyen', 'I. A', '1. Nang cao.').header.agency;
    expect(agency('BCH BDBP TINH AN BINH')).toBe('BCH BDBP tinh An Binh');
    expect(agency('PHONG DU LICH')).toBe('Phong Du lich tinh An Binh');
    expect(agency('TRUNG TAM XUC TIEN DU LICH')).toBe('Trung tam Xuc tien du lich');
  });

  test('has its letterhead, its date, its reasons and its end', () => {
    const { header, footer, items } = read(
      'UBND HUYEN BINH AN',
      'PHONG VAN HOA',
      'So: 15/KH-VH',
      'Binh An, ngay 05 thang 02 nam 2026',
      'KE HOACH',
      'Tuyen truyen bien gioi nam 2026',
      '',
      'Can cu Luat Bien gioi quoc gia nam 2003;',
      'Thuc hien Ke hoach so 01/KH-UBND ngay 10/01/2026 cua UBND tinh;',
      'I. NOI DUNG',
      '1. Phat loa ve bien gioi. Chu tri: Dai truyen thanh; thoi gian: Thang 6.',
      '2. To chuc 12 buoi tuyen truyen trong quy II.',
      'Noi nhan:',
      '- UBND huyen;',
      '- Luu: VT.',
      'TRUONG PHONG',
    );
    expect(header).toMatchObject({
      agency: 'Phong Van hoa huyen Binh An',
      number: '15/KH-VH',
      place: 'Binh An',
      date: '2026-02-05',
      legalBases: ['Luat Bien gioi quoc gia nam 2003', 'Ke hoach so 01/KH-UBND ngay 10/01/2026 cua UBND tinh'],
    });
    expect(footer).toEqual({ recipients: ['UBND huyen', 'Luu: VT'], signerTitle: 'TRUONG PHONG' });
    expect(items.map(({ code, leadUnit, schedule }) => [code, leadUnit, schedule.months ?? schedule.quarters])).toEqual([
      ['I', null, undefined],
      ['I.1', 'Dai truyen thanh', [6]],
      ['I.2', null, [2]],
    ]);
    expect(items[2]?.targets).toMatchObject([{ measure: 'sessions', value: 12 }]);
  });
});

test('a plan typed without capitals gives every word back as it is printed', () => {
  const { header, footer, items } = read(
    'ubnd huyện bình an',
    'phòng văn hóa',
    'số: 15/kh-vh',
    'bình an, ngày 05 tháng 02 năm 2026',
    'kế hoạch',
    'tuyên truyền biên giới năm 2026',
    '',
    'thực hiện kế hoạch số 01/kh-ubnd của ủy ban nhân dân tỉnh;',
    'i. nội dung',
    '1. phát loa về biên giới, đạt 90% số hộ.',
    'chủ trì: đài truyền thanh. thời gian: tháng 6.',
    'ii. thực hiện',
    '1. tổ chức 12 buổi tuyên truyền.',
    'nơi nhận:',
    '- ubnd huyện;',
    '- lưu: vt.',
  );
  const printed = [
    ...[header.agency, header.place, header.number, header.dateText, header.docType, header.title, ...header.legalBases],
    ...[...footer.recipients, footer.signerTitle],
    ...items.flatMap(({ title, text, body, leadUnit, coUnits, note, schedule, targets }) => [
      ...[title, text, body, leadUnit, ...coUnits, note, schedule.quote],
      ...targets.map(({ quote }) => quote),
    ]),
  ].filter((text): text is string => typeof text === 'string');
  expect(printed.filter((text) => text !== text.toLowerCase())).toEqual([]);
  expect(printed).toEqual(expect.arrayContaining(['kế hoạch', 'bình an, ngày 05 tháng 02 năm 2026', 'tháng 6.', '12 buổi tuyên truyền']));
  expect(header.agency).toBe('phòng văn hóa');
  expect(header.legalBases).toEqual(['kế hoạch số 01/kh-ubnd của ủy ban nhân dân tỉnh']);
});

test('a number behind its word at the start of a line is no item, unless it goes on with those above', () => {
  const cut = plan(
    'I. NỘI DUNG',
    '1. Phát loa tại các xã biên giới, hoàn thành trước tháng',
    '6. Đài truyền thanh giúp các xã.',
    '2. Họp dân.',
  );
  expect(items(cut)).toEqual([
    'I NỘI DUNG',
    'I.1 Phát loa tại các xã biên giới, hoàn thành trước tháng 6. Đài truyền thanh giúp các xã.',
    'I.2 Họp dân.',
  ]);
  const heading = plan('I. VIỆC TRONG NĂM', '1. Họp dân hằng tháng', '2. Phát loa.', 'II. VIỆC TRONG QUÝ', 'III. KINH PHÍ');
  expect(items(heading)).toEqual(['I VIỆC TRONG NĂM', 'I.1 Họp dân hằng tháng', 'I.2 Phát loa.', 'II VIỆC TRONG QUÝ', 'III KINH PHÍ']);
});

test('recipients and units are told by every bullet', () => {
  const { footer, items } = plan('I. A', 'Nơi nhận:', '▪ UBND tỉnh;', '► Sở Ngoại vụ;', '— Lưu: VT.');
  expect(footer.recipients).toEqual(['UBND tỉnh', 'Sở Ngoại vụ', 'Lưu: VT']);
  const table = sheet(['STT', 'Nội dung', 'Phối hợp'], ['1', 'Phát loa', 'UBND xã\n▪ Đoàn xã'], ['▪', 'Họp dân', '']);
  expect(table.items.map(({ code, coUnits }) => [code, coUnits])).toEqual([
    ['1', ['UBND xã', 'Đoàn xã']],
    ['1.a', []],
  ]);
  expect(items).toHaveLength(1);
});

test.each([
  ['BAN QUẢN LÝ CỬA KHẨU HÀ TIÊN', 'Ban Quản lý cửa khẩu Hà Tiên'],
  ['TRẠM KIỂM DỊCH CỬA KHẨU QUỐC TẾ HÀ TIÊN', 'Trạm Kiểm dịch cửa khẩu quốc tế Hà Tiên'],
  ['ĐỒN BIÊN PHÒNG CỬA KHẨU TỊNH BIÊN', 'Đồn Biên phòng cửa khẩu Tịnh Biên'],
])('%s at a border gate is written %s', (printed, agency) => {
  expect(read('UBND TỈNH AN GIANG', printed, 'Số: 12/KH', 'KẾ HOẠCH', 'Tuyên truyền', 'I. A').header.agency).toBe(agency);
});
