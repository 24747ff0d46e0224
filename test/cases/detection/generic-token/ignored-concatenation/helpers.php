return new HtmlString('<input type="hidden" name="_token" value="'.csrf_token().'" autocomplete="off">');
