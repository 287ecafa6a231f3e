/** What the office holds about the people who work with it, and for how long. */
export const heldData = {
  title: 'Dữ liệu chúng tôi giữ',
  lead: 'Anh/chị là người có dữ liệu ở đây. Trang này nói cơ quan giữ gì về anh/chị, để làm gì và bao lâu.',
  parts: [
    {
      what: 'Tài khoản',
      text: 'Mã cán bộ, vai trò, đơn vị, các vị trí trước đây và tên gọi ở văn phòng nếu quản trị có ghi. Mật khẩu và mã mở tài khoản chỉ giữ dưới dạng băm, không ai đọc lại được.',
      term: 'Giữ khi cơ quan còn giữ bản ghi mang mã đó. Tài khoản được khóa khi nghỉ; tên gọi ở văn phòng xóa được bất cứ lúc nào.',
    },
    {
      what: 'Các máy đã đăng nhập',
      text: 'Tên máy và tên tự đặt, bản ứng dụng, đã cài ra màn hình chính chưa, lần liên lạc đầu và cuối, máy còn giữ bao nhiêu bản ghi chưa gửi, lúc báo mất; nếu có mã PIN thì cả khóa dự phòng để mở lại sổ. Không có vị trí, danh bạ, số điện thoại hay địa chỉ mạng.',
      term: 'Phiên đăng nhập hết sau 90 ngày không dùng, dài nhất 400 ngày. Dòng của máy ở lại, vì lịch sử bản ghi nhắc tới nó. Mỗi máy giữ năm khóa dự phòng mới nhất.',
    },
    {
      what: 'Xác minh hai bước',
      text: 'Tên, ngày đặt và lần dùng cuối của từng cách; khóa công khai của khóa truy cập, khóa bí mật của ứng dụng mã số, mã dự phòng dưới dạng băm. Vân tay và khuôn mặt không rời khỏi máy.',
      term: 'Đến khi gỡ, hoặc quản trị xóa khi mất máy.',
    },
    {
      what: 'Bản ghi từ máy báo mất',
      text: 'Những gì máy chưa gửi lúc báo mất, để riêng, chưa tính vào đâu.',
      term: 'Đến khi có người nhận hoặc cất đi; bản đã cất thì sau 90 ngày không đọc được nữa và sẽ bị xóa.',
    },
    {
      what: 'Lịch sử bản ghi, báo cáo và kế hoạch',
      text: 'Ai ghi, sửa, duyệt, chốt việc gì, nhập bảng tính nào, lúc nào. Đó là sổ của cơ quan; dùng để đối chiếu số liệu, không để chấm công.',
      term: 'Giữ cùng bản ghi.',
    },
    {
      what: 'Việc quản trị làm với tài khoản quản trị',
      text: 'Ai xin, ai đồng ý, lúc nào. Mọi quản trị đều thấy.',
      term: 'Hiện 90 ngày, sau đó nằm lại trong cơ sở dữ liệu.',
    },
    {
      what: 'Nhật ký việc đã làm',
      text: 'Đăng nhập, đăng xuất, đổi mật khẩu, mã, kế hoạch, cài đặt, chốt số liệu, xuất dữ liệu: ai, lúc nào, máy nào; với lần đăng nhập và lần vào không được thì cả địa chỉ mạng. Chỉ quản trị xem, để biết có ai vào trộm hay sửa số liệu.',
      term: 'Giữ lâu dài: bớt một dòng thì nhật ký không còn chứng minh được gì.',
    },
    {
      what: 'Khóa của bảng tính',
      text: 'Tên khóa, ngày tạo, lần dùng cuối; khóa chỉ giữ dưới dạng băm.',
      term: 'Hết hạn sau 400 ngày hoặc khi bị thu hồi.',
    },
    {
      what: 'Nhật ký máy chủ',
      text: 'Mỗi lần hỏi máy chủ một dòng: giờ, loại việc, kết quả, mã tài khoản. Không có nội dung, mật khẩu, mã hay địa chỉ mạng.',
      term: 'Do người vận hành máy chủ đặt; nên giữ không quá 90 ngày.',
    },
    {
      what: 'Trên máy này',
      text: 'Bản ghi, nháp và danh mục, để làm việc khi không có sóng.',
      term: 'Ở lại khi đăng xuất nếu chưa gửi, và chỉ mở cho đúng tài khoản.',
    },
  ],
  rights: 'Sai chỗ nào, hoặc muốn xóa tên gọi ở văn phòng, thì nói với quản trị của cơ quan.',
  take: 'Tải dữ liệu về tôi',
  takeNote: 'Một tệp JSON. Bản ghi thì xuất ở Nhật ký hay Tổng hợp.',
  needSignal: 'Cần có sóng để hỏi văn phòng.',
};
export type HeldData = typeof heldData;
