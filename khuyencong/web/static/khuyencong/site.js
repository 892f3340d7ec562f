// Only comfort: every page works without it.
document.addEventListener("DOMContentLoaded", () => {
  const wrong = document.querySelector("[data-focus]");
  if (wrong) {
    wrong.focus();
    document.title = (document.documentElement.lang === "vi" ? "Lỗi: " : "Error: ") + document.title;
  }
  document.querySelectorAll("form[data-submit-on-change]").forEach((form) => {
    form.addEventListener("change", () => form.requestSubmit());
  });
  document.querySelectorAll("form:not([method=get])").forEach((form) => {
    form.addEventListener("submit", (event) => {
      if (form.dataset.sent) event.preventDefault();
      form.dataset.sent = "yes";
    });
  });
  document.addEventListener("click", (event) => {
    document.querySelectorAll("details.kc-person[open]").forEach((box) => {
      if (!box.contains(event.target)) box.removeAttribute("open");
    });
  });
});
document.addEventListener("htmx:configRequest", (event) => {
  const token = document.querySelector("input[name=csrfmiddlewaretoken]");
  if (token) event.detail.headers["X-CSRFToken"] = token.value;
});
