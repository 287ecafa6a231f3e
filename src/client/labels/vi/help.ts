export const help = {
  title: 'Trợ giúp',
  wordsTitle: 'Bốn chữ về chỗ của một bản ghi',
  words: {
    phone: 'Chỉ có trên máy này. Đã ghi xuống bộ nhớ, tắt máy vẫn còn.',
    sending: 'Đang lên máy chủ. Mất sóng giữa chừng thì gửi lại, không bị tính hai lần.',
    received: 'Máy chủ đã trả lời đích danh bản ghi này, kèm giờ nhận.',
    attention: 'Máy chủ không nhận hoặc cơ quan trả lại. Lý do ghi ngay bên cạnh; sửa rồi lưu là máy gửi lại.',
  },
  promisesTitle: 'Tám cam kết',
  promises: [
    {
      promise: 'Chữ “Đã lưu” chỉ hiện khi bản ghi đã nằm trong bộ nhớ máy. Nháp tự giữ, trễ nhất hai giây.',
      limit: 'Máy hỏng hoặc mất khi chưa gửi thì phần chưa gửi có thể mất; vì vậy nên gửi mỗi khi có sóng.',
    },
    { promise: 'Bản ghi ở lại trên máy cho đến khi máy chủ gọi đúng tên nó. Không câu trả lời chung chung nào xóa được nó.', limit: '' },
    { promise: 'Mỗi bản ghi được tính đúng một lần, dù gửi muộn, gửi lại hay gửi lộn thứ tự.', limit: '' },
    {
      promise:
        'Một bản ghi hỏng không giữ chân các bản khác. Nó được để riêng kèm lý do, sửa được, xuất ra tệp được, không bao giờ tự bị bỏ.',
      limit: '',
    },
    {
      promise: 'Không lần sửa nào lặng lẽ đè lên lần sửa của người khác. Số bị thay vẫn đọc được trong lịch sử và được báo cho cả hai.',
      limit: '',
    },
    {
      promise: 'Máy khai với cơ quan còn giữ bao nhiêu bản ghi, để mất mát thì nhìn thấy được.',
      limit: 'Thấy được, nhưng không lấy lại được.',
    },
    { promise: 'Đăng xuất, hết phiên, đổi bản mới, thiếu chỗ chứa hay lệch đồng hồ đều không xóa việc chưa gửi.', limit: '' },
    { promise: 'Điều máy chủ đã nhận thì mất điện hay hỏng máy vẫn còn.', limit: '' },
  ],
  howTitle: 'Hay hỏi',
  how: [
    {
      question: 'Không có sóng thì làm gì?',
      answer: 'Cứ ghi như thường. Khi có sóng, mở Cột Mốc là máy tự gửi; muốn chắc thì vào Tôi, bấm Gửi ngay.',
    },
    {
      question: 'Ghi nhầm thì sửa ở đâu?',
      answer:
        'Mở bản ghi trong Nhật ký, bấm Sửa. Bản đã xác nhận mà đổi số thì chờ xác nhận lại. Ghi thừa thì Rút lại; bản đã rút vẫn nằm trong lịch sử.',
    },
    { question: 'Chưa đếm được số người?', answer: 'Ghi số ước và bật “khoảng”. Chưa biết gì thì để trống: trống không phải là 0.' },
    {
      question: 'Đổi máy hoặc mất máy?',
      answer:
        'Đăng nhập trên máy mới; bản ghi đã gửi của năm nay và năm trước sẽ về; cũ hơn thì lấy ở cuối Nhật ký. Máy mất thì vào Tôi, Các máy đang đăng nhập, bấm Báo mất máy. Lần tới máy đó có mạng, bản ghi chưa gửi về văn phòng để kiểm tra rồi dữ liệu trên máy bị xóa. Máy không có mạng thì chưa biết gì: người nhặt được vẫn mở xem được nếu mở khóa được màn hình, vì vậy hãy luôn đặt khóa màn hình.',
    },
    {
      question: 'Mã PIN trên máy che được gì?',
      answer:
        'Khi có mã PIN, sổ trên máy được mã hóa: ghi chú, số liệu, bản nháp, việc chưa gửi, kế hoạch. Còn đọc được mà không cần mã: máy của ai, số bản ghi chờ gửi, ngày, mã mục, loại và trạng thái của từng bản ghi. Sáu chữ số chặn được người nhặt máy; ai chép được tệp của trình duyệt thì một lõi máy tính dò hết một triệu mã trong vài ngày, máy chuyên dò chỉ mất vài phút. Cần chắc hơn thì đặt một câu có chữ, và luôn bật khóa màn hình của điện thoại.',
    },
    {
      question: 'Đặt mã PIN rồi thì khác gì?',
      answer:
        'Mỗi lần mở Cột Mốc phải nhập mã. Khi khóa, máy không tự gửi; mở khóa và có sóng thì gửi. Quên mã thì lấy lại bằng mật khẩu khi có sóng, việc chưa gửi không mất. Đặt mã từ lần đăng nhập đầu là tốt nhất: bản sao nhỏ ghi trước khi đặt mã có thể còn sót trong tệp của trình duyệt một thời gian. Tệp xuất ra không được mã hóa.',
    },
    {
      question: 'Được ghi những gì?',
      answer: 'Số lượng và nhóm người. Không ghi họ tên, số điện thoại, số giấy tờ, số đăng ký tàu; không chụp mặt người.',
    },
    {
      question: 'Dùng trình duyệt nào?',
      answer:
        'Chrome hoặc Edge 109, Firefox 115, Safari 16.4 (iPhone: iOS 16.4) trở lên. Cũ hơn thì Cột Mốc hiện một trang nói rõ thay vì mở.',
    },
  ],
};

export type Help = typeof help;
