import { describe, expect, test } from 'vitest';
import { guessedWords } from '../../src/server/auth/guessed-words.ts';
import { newCode, newPassword } from '../../src/server/auth/secrets.ts';
import { isWeakPassword } from '../../src/server/auth/weak-password.ts';
import { fillRandom } from './helpers.ts';

const OWNER = { staffCode: 'CB-07', names: ['', 'Phòng Quản lý biên giới', 'QLBG', 'An Đồng Hồ'] };
const isWeak = (password: string): boolean => isWeakPassword(password, OWNER);

const COMMON = `Passw0rd!! P@ssw0rd123 Pa$$w0rd password1 Passw0rd123 Admin@123 admin1234 Abc@12345 abcd1234 Abcd@1234 123456a@ 123456aA@
  Aa123456@ 12345678@Aa a123456789 qwerty123456 1q2w3e4r5t 1qaz2wsx3edc zaq12wsx qazwsxedc asdfghjkl; zxcvbnm123 qwer1234 1234qwer
  147258369 1234567890 0987654321 123123123 00000000 11223344 aaaaaaaa11111111 abcabcabc abababababab abcdef123456 iloveyou123
  iloveyou! sunshine1 football2024 dragon2024 letmein123 welcome1 Welcome@123 monkey12 superman123 trustno1 naruto2000 chelsea1905
  manchester7 test1234 demo1234`;
const VIETNAMESE = `anhyeuem123 yeuemmaimai anhnhoem2020 conyeume123 meocon123 matkhau123 Matkhau@123 M@tkhau2026 matkhaumatkhau khongcopass
  Khongbiet1 quantri123 vietnam2026 Vietnam@2026 hanoi2024 saigon1975 KienGiang2026 angiang@2025 lienquan123 hoangsatruongsa
  bienphong2026 Bodoibienphong1 cotmoc2026 songoaivu@123 nguyenvana123 tuananh1990 Minhtuan@123 thanhtung12345 nguyenthiha1985`;
const OF_PERSON = 'CB-07@2026 CB07cb07 CB-07cb-07CB-07 phongqlbg2026 qlbg@12345 dongho2026 12051990 19900512 0912345678 098765432123';
const words = (text: string): string[] => text.trim().split(/\s+/);

describe('a password is weak', () => {
  test.each(words(COMMON))('that is tried everywhere: %s', (password) => expect(isWeak(password)).toBe(true));
  test.each(words(VIETNAMESE))('that is tried in Vietnam: %s', (password) => expect(isWeak(password)).toBe(true));
  test.each(words(OF_PERSON))('that says who chose it: %s', (password) => expect(isWeak(password)).toBe(true));
  test.each(['Mật khẩu 2026', 'Nguyễn Văn An 1990', 'anh yêu em 2020', 'ngắn', 'bảy chữ'])(
    'also with marks and spaces, or too short: %s',
    (password) => expect(isWeak(password)).toBe(true),
  );

  test('that is any of the five thousand most common ones, also in capitals and with digits or signs behind it', () => {
    const common = [...guessedWords().words].slice(0, 5_000);
    expect(common).toHaveLength(5_000);
    const taken = common.flatMap((word) => [word.padEnd(8, '1'), `${word.toUpperCase()}!2024!`]).filter((password) => !isWeak(password));
    expect(taken).toEqual([]);
  });
});

describe('a password is taken', () => {
  test.each([
    'bốn chữ dễ nhớ',
    'mười chữ trở lên',
    'mưa rơi trên mái tôn cũ',
    'ca phe sua da khong duong',
    'xanh lá cây bay',
    'correct horse battery staple',
    'gà trống gáy ba lần',
    'thuyền câu mực đêm',
    'bữa cơm có cá kho',
    'hx7fjq2m',
    '8391 7402 6613 5',
    'x'.repeat(20) + ' và một câu dài hơn hai mươi chữ x để thử cho đủ sáu mươi tư ký tự '.repeat(2),
  ])('that nobody would try, with nothing else demanded: %s', (password) => expect(isWeak(password)).toBe(false));

  test('that chance made', () => {
    const made = Array.from({ length: 500 }, (_, at) => (at % 2 === 0 ? newPassword(fillRandom) : newCode(fillRandom)));
    expect(made.filter(isWeak)).toEqual([]);
  });
});
