import com.adobe.epubcheck.tool.EpubChecker;
import java.io.BufferedReader;
import java.io.InputStreamReader;

/** Says what EPUBCheck says of each file whose name it reads, and then a line with a form feed. */
public final class EpubCheck {
    public static void main(String[] arguments) throws Exception {
        System.setErr(System.out);
        BufferedReader names = new BufferedReader(new InputStreamReader(System.in));
        for (String name = names.readLine(); name != null; name = names.readLine()) {
            new EpubChecker().run(new String[] {name, "--usage"});
            System.out.println("\f");
        }
    }
}
