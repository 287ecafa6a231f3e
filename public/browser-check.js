/*
 * A browser that cannot run Cột Mốc gets a plain page instead of a blank one. This file must run in browsers of any age: it is
 * served as it stands, and uses no syntax later than that of 2009.
 */
(function () {
  var PAGES = {
    old: [
      'Trình duyệt này quá cũ',
      'Cột Mốc cần Chrome hoặc Edge 109, Firefox 115, Safari 16.4 (iPhone: iOS 16.4) trở lên. Cập nhật trình duyệt hoặc hệ điều hành, hoặc mở trên máy khác. Bản ghi đã lưu trên máy này không bị xóa.',
      'This browser is too old. Cột Mốc needs Chrome or Edge 109, Firefox 115, Safari 16.4 (iPhone: iOS 16.4) or later. Nothing stored here is deleted.',
    ],
    store: [
      'Trình duyệt không cho lưu dữ liệu',
      'Cột Mốc giữ bản ghi trong trình duyệt. Có thể đang ở chế độ riêng tư hoặc cookie bị chặn: cho phép địa chỉ này lưu dữ liệu rồi tải lại trang.',
      'This browser does not let Cột Mốc store anything. Leave the private window or allow site data for this address, then reload.',
    ],
    failed: [
      'Cột Mốc chưa mở được',
      'Tải lại trang khi có sóng. Nếu vẫn vậy, cập nhật trình duyệt (Chrome hoặc Edge 109, Firefox 115, Safari 16.4 trở lên) hoặc báo quản trị. Bản ghi đã lưu trên máy này không bị xóa.',
      'Cột Mốc could not be opened. Reload the page when there is a signal, or update the browser. Nothing stored here is deleted.',
    ],
  };
  // A browser that does not read this reads no file in which such an expression stands. As a literal it would end this file too.
  var LOOKBEHIND = '(?<!a)b';
  var told = false;

  /** Above the app, which is left alone: whatever of it still works may hold records that were not sent. */
  function tell(kind) {
    if (told) return;
    told = true;
    var at;
    var part;
    var page = document.createElement('div');
    page.id = 'plain-page';
    page.setAttribute('role', 'alert');
    page.style.padding = '1rem';
    for (at = 0; at < PAGES[kind].length; at++) {
      part = document.createElement(at === 0 ? 'h1' : 'p');
      part.style.margin = '0 0 1rem';
      part.appendChild(document.createTextNode(PAGES[kind][at]));
      page.appendChild(part);
    }
    document.body.insertBefore(page, document.body.firstChild);
  }

  function canStore() {
    try {
      window.localStorage.getItem('cotmoc');
      return !!window.indexedDB;
    } catch (_blocked) {
      return false;
    }
  }

  function isNew() {
    try {
      new RegExp(LOOKBEHIND);
      return (
        'noModule' in document.createElement('script') &&
        !!([].findLast && Object.hasOwn && window.structuredClone && window.HTMLDialogElement)
      );
    } catch (_unread) {
      return false;
    }
  }

  /** The four methods that Chrome 109 lacks. */
  function addMethod(name, method) {
    if (!Array.prototype[name]) Object.defineProperty(Array.prototype, name, { value: method, configurable: true, writable: true });
  }
  addMethod('toSorted', function (order) {
    return this.slice().sort(order);
  });
  addMethod('toReversed', function () {
    return this.slice().reverse();
  });
  addMethod('toSpliced', function () {
    var copy = this.slice();
    copy.splice.apply(copy, arguments);
    return copy;
  });
  addMethod('with', function (at, value) {
    var copy = this.slice();
    copy[at < 0 ? copy.length + at : at] = value;
    return copy;
  });

  function isEmpty() {
    var app = document.getElementById('app');
    return app === null || app.firstChild === null;
  }

  function hear(event) {
    // A script that fails names its file; one that could not be fetched is itself what the event is about.
    var source = event.filename || event.target.src || '';
    if (!isEmpty() || !/\/(b\/|dexie-)/.test(source)) return;
    tell(event.error instanceof SyntaxError ? 'old' : 'failed');
  }

  if (!isNew()) tell('old');
  else if (!canStore()) tell('store');
  else window.addEventListener('error', hear, true);
})();
