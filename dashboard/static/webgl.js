// Can this browser draw the map by WebGL? The answer travels as a cookie of the session, so the
// page knows before it draws anything.
(function () {
  var able = false;
  try {
    var canvas = document.createElement("canvas");
    able = Boolean(canvas.getContext("webgl2") || canvas.getContext("webgl"));
  } catch (error) {
    able = false;
  }
  document.cookie = "biaochi_webgl=" + (able ? "1" : "0") + "; path=/; SameSite=Strict";
})();
